package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Source;
import com.kaldrix.monitoring.metrics.wire.Compressor;
import com.kaldrix.monitoring.metrics.wire.RequestWriter;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** Whatever a sender does to the order of its series and the borders of its requests, each sample falls to its own series. */
class RunsTest {
    private static final long T0 = 1_770_000_000_000L;
    private static final int UNIVERSE = 700;
    private static final String REFUSED = "refused_metric";

    private final RecordingIntake intake = new RecordingIntake();
    private final WriteSource source = new WriteSource(new Source("remote-write", "test"));
    private final List<WriteDesk> desks = List.of(new WriteDesk(), new WriteDesk());
    private final Compressor compressor = new Compressor();
    private long clock = T0;

    private record Sent(String series, long timestamp, double value) {}

    private static LabelSet labels(int number) {
        String name = number % 97 == 13 ? REFUSED : "metric_" + number % 7;
        // Values that begin with one another, and some without the last label.
        return number % 5 == 0
                ? LabelSet.of("__name__", name, "instance", "host-" + number)
                : LabelSet.of(
                        "__name__", name, "instance", "host-" + number / 10, "path", "/" + "x".repeat(number % 60));
    }

    private List<Sent> send(WriteProtocol protocol, List<Integer> numbers, WriteDesk desk) throws IOException {
        RequestWriter writer = protocol.newWriter();
        List<Sent> expected = new ArrayList<>();
        writer.clear();
        for (int number : numbers) {
            LabelSet labels = labels(number);
            long time = clock++;
            writer.sample(labels.encode(), time, number, 0);
            if (!REFUSED.equals(labels.get("__name__"))) {
                expected.add(new Sent(labels.toString(), time, number));
            }
        }
        byte[] content = Snappy.uncompress(writer.compressed(compressor));
        try (Batch batch = intake.begin(source.source())) {
            if (protocol == WriteProtocol.V1) {
                desk.v1().read(content, content.length, source, batch, 1);
            } else {
                desk.v2().read(content, content.length, source, batch, 1);
            }
            batch.commit();
        }
        return expected;
    }

    private List<Sent> took() {
        List<Sent> all = intake.samples().stream()
                .map(sample -> new Sent(sample.labels().toString(), sample.timestamp(), sample.value()))
                .toList();
        intake.clear();
        intake.refuse(REFUSED);
        return all;
    }

    private static List<Integer> next(List<Integer> before, Random random) {
        List<Integer> next = new ArrayList<>(before);
        switch (random.nextInt(7)) {
            case 0 -> Collections.rotate(next, random.nextInt(UNIVERSE));
            case 1 -> Collections.shuffle(next, random);
            case 2 -> next.subList(0, random.nextInt(next.size())).clear();
            case 3 -> next.addAll(random.nextInt(next.size() + 1), several(random));
            case 4 -> next.remove(random.nextInt(next.size()));
            case 5 -> next.addAll(several(random));
            default -> {
                // The same once more, as nearly always.
            }
        }
        return next.isEmpty() || next.size() > 2 * UNIVERSE ? several(random) : next;
    }

    private static List<Integer> several(Random random) {
        int from = random.nextInt(UNIVERSE);
        return new ArrayList<>(IntStream.range(from, Math.min(UNIVERSE, from + 1 + random.nextInt(400)))
                .boxed()
                .toList());
    }

    @Property(tries = 150)
    void everySampleFallsToItsOwnSeries(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        took();
        List<Integer> numbers = several(random);
        for (int request = 0; request < 25; request++) {
            WriteProtocol protocol = random.nextInt(3) == 0 ? WriteProtocol.V1 : WriteProtocol.V2;
            List<Sent> expected = send(protocol, numbers, desks.get(random.nextInt(2)));

            assertThat(took()).as("request %d, seed %d", request, seed).isEqualTo(expected);

            if (random.nextInt(12) == 0) {
                source.turn();
            }
            if (random.nextInt(20) == 0) {
                source.epoch(request);
            }
            numbers = next(numbers, random);
        }
    }

    @Test
    void aRequestThatComesAgainIsForetold() throws IOException {
        RunFollower<LabelBytes> follower = new RunFollower<>(LabelBytes[]::new);
        byte[] bytes = "abbcccdddd".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        int[] starts = {0, 1, 3, 6};
        int[] lengths = {1, 2, 3, 4};
        follower.begin(null);
        for (int i = 0; i < starts.length; i++) {
            assertThat(follower.foretells(bytes, starts[i], bytes.length)).isFalse();
            LabelBytes entry =
                    new LabelBytes.Probe().of(bytes, starts[i], lengths[i]).toEntry();
            follower.came(entry, starts[i], lengths[i]);
        }
        Run<LabelBytes> run = java.util.Objects.requireNonNull(follower.end(bytes));

        follower.begin(run);
        for (int i = 0; i < starts.length; i++) {
            assertThat(follower.foretells(bytes, starts[i], bytes.length)).isTrue();
            assertThat(follower.length()).isEqualTo(lengths[i]);
            follower.went(starts[i]);
        }
        assertThat(follower.foretells(bytes, 0, bytes.length)).isFalse();
        assertThat(follower.end(bytes)).isNull();
    }
}
