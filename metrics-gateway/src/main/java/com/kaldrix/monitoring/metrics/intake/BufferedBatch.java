package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.buffer.Draft;
import com.kaldrix.monitoring.metrics.buffer.NoRoomException;
import com.kaldrix.monitoring.metrics.intake.Admission.Admitted;
import com.kaldrix.monitoring.metrics.intake.Admission.Refused;
import com.kaldrix.monitoring.metrics.intake.Receipt.Rejected;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Sender;
import com.kaldrix.monitoring.metrics.series.Series;
import com.kaldrix.monitoring.metrics.series.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A batch on its way to the buffer. */
final class BufferedBatch implements Batch {
    private static final Duration COME_AGAIN = Duration.ofSeconds(5);
    private static final int LONGEST_EXAMPLE = 512;
    /** OpenMetrics 1.0, section "Exemplars": the labels have at most 128 characters together. */
    private static final int EXEMPLAR_CHARACTERS = 128;

    private final BufferedIntake intake;
    private final Source source;
    private final IntakeRules rules;
    private final Draft draft;
    private final long latest;
    private final Map<Rejection, Rejected> rejected = new EnumMap<>(Rejection.class);
    private Rejection refusal = Rejection.INVALID_LABELS;
    private @Nullable Sender sender;
    private boolean senderCounts = true;
    private int twinSamples;
    private int twinHistograms;
    private int twinExemplars;
    private boolean closed;

    BufferedBatch(BufferedIntake intake, Source source, Draft draft) {
        this.intake = intake;
        this.source = source;
        this.rules = intake.rules();
        this.draft = draft;
        this.latest = intake.clock().millis() + rules.maxFuture().toMillis();
    }

    @Override
    public Optional<Series> series(LabelSet labels) {
        LabelSet own = labels.copy();
        @Nullable Sender twin = intake.pairs().sender(own);
        rules.enrichment().apply(own);
        @Nullable Rejection problem = LabelCheck.problem(own, rules.labels());
        if (problem != null) {
            return refused(problem, labels);
        }
        return switch (intake.registry().admit(own.encode(), source, rules.limits())) {
            case Admitted admitted ->
                Optional.of(twin == null ? admitted.series() : admitted.series().from(twin));
            case Refused no -> refused(no.reason(), labels);
        };
    }

    private Optional<Series> refused(Rejection reason, LabelSet labels) {
        refusal = reason;
        refuse(reason, 0, labels.toString());
        return Optional.empty();
    }

    @Override
    public void refused(int samples) {
        refuse(refusal, samples, "");
    }

    @Override
    public Rejection refusal() {
        return refusal;
    }

    @Override
    public void refuse(Rejection reason, int samples, String what) {
        @Nullable Rejected before = rejected.get(reason);
        if (before == null) {
            String example = what.length() > LONGEST_EXAMPLE ? what.substring(0, LONGEST_EXAMPLE) + "…" : what;
            rejected.put(reason, new Rejected(reason, samples, example));
        } else {
            rejected.put(reason, new Rejected(reason, before.samples() + samples, before.example()));
        }
    }

    @Override
    public void sample(Series series, long timestamp, double value) {
        sample(series, timestamp, value, 0);
    }

    @Override
    public void sample(Series series, long timestamp, double value, long start) {
        if (timestamp > latest) {
            refuse(Rejection.TOO_FAR_AHEAD, 1, series + " at " + timestamp);
        } else {
            // Whether it counts is looked up for all samples at once, when the batch is complete.
            draft.sample(series, timestamp, value, start);
        }
    }

    /** What becomes of a sample of this series: the series that it is kept under, or null when it comes from a twin. */
    private @Nullable Series kept(Series series) {
        return counts(series) ? seen(series) : null;
    }

    @Override
    public void histogram(Series series, long timestamp, byte[] bytes, int from, int length, long start) {
        if (timestamp > latest) {
            refuse(Rejection.TOO_FAR_AHEAD, 1, series + " at " + timestamp);
        } else if (counts(series)) {
            draft.histogram(seen(series), timestamp, bytes, from, length, start);
        } else {
            twinHistograms++;
        }
    }

    @Override
    public void exemplar(Series series, LabelSet labels, double value, long timestamp) {
        int characters = 0;
        for (int i = 0; i < labels.size(); i++) {
            characters += labels.name(i).codePointCount(0, labels.name(i).length());
            characters += labels.value(i).codePointCount(0, labels.value(i).length());
        }
        if (characters > EXEMPLAR_CHARACTERS) {
            refuse(Rejection.INVALID_EXEMPLAR, 1, series + " with exemplar " + labels);
        } else if (timestamp > latest) {
            refuse(Rejection.TOO_FAR_AHEAD, 1, series + " with exemplar " + labels + " at " + timestamp);
        } else if (counts(series)) {
            draft.exemplar(seen(series), labels.encode(), value, timestamp);
        } else {
            twinExemplars++;
        }
    }

    private boolean counts(Series series) {
        @Nullable Sender by = series.sender();
        if (by != sender) {
            sender = by;
            senderCounts = by == null || by.elected();
        }
        return senderCounts;
    }

    private Series seen(Series series) {
        Series original = series.original();
        if (original.lastSeen() != intake.registry().tick()) {
            intake.registry().keep(original);
        }
        return original;
    }

    @Override
    public void metadata(MetricMetadata metadata) {
        draft.metadata(metadata.family(), metadata.type().ordinal(), metadata.help(), metadata.unit());
    }

    @Override
    public Receipt commit() {
        twinSamples += draft.resolve(this::kept);
        List<String> elections = intake.pairs().unkept();
        elections.forEach(election -> draft.note(com.kaldrix.monitoring.metrics.pair.Pairs.NOTE, election));
        if (!draft.isEmpty()) {
            try {
                intake.buffer().append(draft);
            } catch (NoRoomException e) {
                intake.metrics().turnedAway(source);
                throw new BufferFullException(String.valueOf(e.getMessage()), COME_AGAIN);
            }
            intake.pairs().kept(elections);
        }
        return receipt();
    }

    private Receipt receipt() {
        intake.metrics().accepted(source, draft.samples(), draft.histograms(), draft.exemplars());
        int twins = twinSamples + twinHistograms + twinExemplars;
        if (twins > 0) {
            intake.metrics().deduplicated(source, twins);
        }
        List<Rejected> all = new ArrayList<>(rejected.values());
        all.removeIf(one -> one.samples() == 0);
        for (Rejected one : all) {
            intake.metrics().rejected(source, one.reason(), one.samples());
            intake.recent()
                    .add(new RecentRejections.Entry(
                            intake.clock().instant(), source.toString(), one.reason(), one.samples(), one.example()));
        }
        return new Receipt(
                draft.samples() + twinSamples,
                draft.histograms() + twinHistograms,
                draft.exemplars() + twinExemplars,
                all);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            intake.giveBack(draft);
        }
    }
}
