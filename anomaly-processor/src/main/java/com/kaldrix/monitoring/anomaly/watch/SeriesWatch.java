package com.kaldrix.monitoring.anomaly.watch;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Peak;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.anomaly.Evidence;
import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.follow.Reading;
import com.kaldrix.monitoring.anomaly.forest.SeriesForests;
import com.kaldrix.monitoring.anomaly.series.SeriesMonitor;
import com.kaldrix.monitoring.anomaly.series.Tier;
import com.kaldrix.monitoring.anomaly.series.Verdict;
import com.kaldrix.monitoring.anomaly.stream.Findings;
import com.kaldrix.monitoring.anomaly.stream.Glance;
import com.kaldrix.monitoring.anomaly.stream.Watch;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One live series. An anomaly begins where the pager says so, at the first reading of the stir that led to it, and is over when
 * the series has been calm for some readings. It is told when it begins, when its severity gets worse, and when it is over. For
 * one thread.
 */
final class SeriesWatch implements Watch {
    /** Below this share of what is worth an alert a reading is calm. */
    private static final double CALM = 0.5;

    private static final int CALM_READINGS = 6;

    /** From this share on forests are called in. */
    private static final double STIR = 0.85;

    private static final int MOST_TRACED = 300;

    private final Labels series;
    private final SeriesMonitor monitor;
    private final SeriesForests forests;
    private final SeverityScale scale;
    private final Wanted wanted;
    private final boolean followed;
    private final UsualRange range = new UsualRange();
    private final Recent recent = new Recent();
    private long stirredAt = Long.MIN_VALUE;
    private int calm;
    private double worst;
    private @Nullable Anomaly open;
    /** The readings around the open anomaly. */
    private List<Trace.Reading> trace = List.of();

    /** @param followed whether readings are to be kept beside what is found in them */
    SeriesWatch(
            Labels series,
            SeriesMonitor monitor,
            SeriesForests forests,
            SeverityScale scale,
            Wanted wanted,
            boolean followed) {
        this.series = series;
        this.monitor = monitor;
        this.forests = forests;
        this.scale = scale;
        this.wanted = wanted;
        this.followed = followed;
    }

    @Override
    public void observe(long time, double given, Findings findings) {
        // A forest takes minus zero for another value than zero and finds no cut between them.
        double value = given + 0.0;
        if (followed) {
            findings.found(series, new Reading(time, value));
        }
        wanted.settle(monitor, forests, time);
        Judgement judged = judge(time, value, findings);
        double unusual = judged.unusual();
        stir(time, unusual);
        recent.add(time, value, unusual);
        Anomaly before = open;
        if (before != null && trace.size() < MOST_TRACED) {
            trace.add(new Trace.Reading(time, (float) value, (float) unusual));
        }
        if (before != null) {
            goOn(before, time, value, judged, findings);
        } else if (judged.alert()) {
            begin(time, value, judged, findings);
        }
        if (open == null && unusual < CALM) {
            range.add(value);
        }
    }

    private void stir(long time, double unusual) {
        if (unusual < CALM) {
            stirredAt = Long.MIN_VALUE;
        } else if (stirredAt == Long.MIN_VALUE) {
            stirredAt = time;
        }
    }

    private void begin(long time, double value, Judgement judged, Findings findings) {
        Instant start = Instant.ofEpochMilli(stirredAt == Long.MIN_VALUE ? time : stirredAt);
        worst = judged.unusual();
        calm = 0;
        trace = recent.readings();
        Peak peak = new Peak(Instant.ofEpochMilli(time), value, range.expected(), judged.score());
        tell(
                new Anomaly(
                        Anomaly.identity(series, start),
                        series,
                        type(value, judged),
                        start,
                        peak,
                        null,
                        scale.of(series, Math.max(1, judged.unusual())),
                        judged.evidence()),
                findings);
    }

    private void goOn(Anomaly before, long time, double value, Judgement judged, Findings findings) {
        double unusual = judged.unusual();
        calm = unusual < CALM ? calm + 1 : 0;
        Anomaly now = before;
        if (unusual > worst) {
            worst = unusual;
            Severity severity = scale.of(series, unusual).worst(before.severity());
            now = new Anomaly(
                    before.id(),
                    series,
                    judged.gradual() ? before.type() : type(value, judged),
                    before.startedAt(),
                    new Peak(Instant.ofEpochMilli(time), value, range.expected(), judged.score()),
                    null,
                    severity,
                    judged.evidence());
        }
        if (calm >= CALM_READINGS) {
            Anomaly over = new Anomaly(
                    now.id(),
                    series,
                    now.type(),
                    now.startedAt(),
                    now.peak(),
                    Instant.ofEpochMilli(time),
                    now.severity(),
                    now.evidence());
            tell(over, findings);
            open = null;
            trace = List.of();
            stirredAt = Long.MIN_VALUE;
        } else if (now.severity() != before.severity()) {
            tell(now, findings);
        } else {
            open = now;
        }
    }

    private void tell(Anomaly anomaly, Findings findings) {
        open = anomaly;
        findings.found(series, new Found(anomaly, new Trace(trace)));
    }

    /** What the detectors that have a say make of a reading. */
    private record Judgement(double unusual, double score, boolean alert, boolean gradual, List<Evidence> evidence) {}

    /** The cheap detectors judge until the forests can; a gap is theirs always, for a forest cannot see it. */
    private Judgement judge(long time, double value, Findings findings) {
        Verdict cheap = monitor.observe(time, value);
        double unusual = monitor.unusual() / monitor.threshold();
        boolean stirs = unusual >= STIR && cheap.learning() >= 1;
        Optional<Verdict> full =
                forests.observe(new SeriesForests.Sample(time, value), stirs, monitor, this::catchUp, findings);
        if (full.isPresent() && forests.judge() && !Double.isNaN(value)) {
            Verdict verdict = full.get();
            return new Judgement(
                    forests.unusual(),
                    verdict.score(),
                    verdict.alert(),
                    forests.isGradual(),
                    evidence(forests.evidence()));
        }
        return new Judgement(unusual, cheap.score(), cheap.alert(), monitor.isGradual(), evidence(monitor.evidence()));
    }

    private void catchUp(SeriesMonitor rested) {
        recent.readings().forEach(one -> rested.observe(one.time(), one.value()));
    }

    private static List<Evidence> evidence(List<com.kaldrix.monitoring.anomaly.series.Evidence> all) {
        return all.stream()
                .map(one -> new Evidence(one.detector(), one.rarity(), one.sentence()))
                .toList();
    }

    private AnomalyType type(double value, Judgement judged) {
        if (Double.isNaN(value)) {
            return AnomalyType.MISSING_DATA;
        }
        if (judged.gradual()) {
            Expected usual = range.expected();
            return value < (usual.low() + usual.high()) / 2 ? AnomalyType.GRADUAL_DECLINE : AnomalyType.GRADUAL_GROWTH;
        }
        if (judged.evidence().stream().anyMatch(one -> one.detector().equals("level-shift"))) {
            return AnomalyType.LEVEL_SHIFT;
        }
        Expected usual = range.expected();
        double trend = range.trend();
        if (Math.abs(trend) > 0.5 && (trend > 0 ? value > usual.high() : value < usual.low())) {
            return trend > 0 ? AnomalyType.GRADUAL_GROWTH : AnomalyType.GRADUAL_DECLINE;
        }
        if (value > usual.high()) {
            return AnomalyType.SPIKE;
        }
        return value < usual.low() ? AnomalyType.DIP : AnomalyType.PATTERN_DEVIATION;
    }

    @Override
    public @Nullable Glance look() {
        List<Trace.Reading> readings = recent.readings();
        if (readings.isEmpty()) {
            return null;
        }
        Trace.Reading last = readings.getLast();
        Expected usual = range.expected();
        return new Glance(
                (forests.judge() ? Tier.FULL : monitor.tier()).name().toLowerCase(Locale.ROOT),
                monitor.learning(),
                last.time(),
                last.value(),
                usual.low(),
                usual.high(),
                last.unusual(),
                monitor.score(),
                new Trace(readings).bytes());
    }

    @Override
    public void end(Findings findings) {
        forests.end(findings);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        byte[] state = monitor.checkpoint();
        out.writeInt(state.length);
        out.write(state);
        forests.save(out);
        range.save(out);
        recent.save(out);
        out.writeLong(stirredAt);
        out.writeInt(calm);
        out.writeDouble(worst);
        Anomaly anomaly = open;
        out.writeBoolean(anomaly != null);
        if (anomaly != null) {
            saveOpen(anomaly, out);
            new Trace(trace).save(out);
        }
    }

    private static void saveOpen(Anomaly anomaly, DataOutput out) throws IOException {
        out.writeUTF(anomaly.type().word());
        out.writeLong(anomaly.startedAt().toEpochMilli());
        out.writeLong(anomaly.peak().at().toEpochMilli());
        out.writeDouble(anomaly.peak().value());
        out.writeDouble(anomaly.peak().expected().low());
        out.writeDouble(anomaly.peak().expected().high());
        out.writeDouble(anomaly.peak().score());
        out.writeByte(anomaly.severity().ordinal());
        out.writeByte(anomaly.evidence().size());
        for (Evidence one : anomaly.evidence()) {
            out.writeUTF(one.detector());
            out.writeDouble(one.rarity());
            out.writeUTF(one.sentence());
        }
    }

    /** Goes on from where {@link #save} was called; the monitor's state has been read already. */
    void resume(DataInput in) throws IOException {
        forests.load(in);
        range.load(in);
        recent.load(in);
        stirredAt = in.readLong();
        calm = in.readInt();
        worst = in.readDouble();
        if (in.readBoolean()) {
            open = loadOpen(in);
            trace = new ArrayList<>(Trace.load(in).readings());
        }
    }

    private Anomaly loadOpen(DataInput in) throws IOException {
        AnomalyType type = AnomalyType.of(in.readUTF());
        Instant start = Instant.ofEpochMilli(in.readLong());
        Peak peak = new Peak(
                Instant.ofEpochMilli(in.readLong()),
                in.readDouble(),
                new Expected(in.readDouble(), in.readDouble()),
                in.readDouble());
        Severity severity = Severity.values()[in.readByte()];
        List<Evidence> evidence = new ArrayList<>();
        for (int count = in.readByte(); count > 0; count--) {
            evidence.add(new Evidence(in.readUTF(), in.readDouble(), in.readUTF()));
        }
        return new Anomaly(Anomaly.identity(series, start), series, type, start, peak, null, severity, evidence);
    }
}
