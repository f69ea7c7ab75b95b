package com.kaldrix.monitoring.metrics.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.forward.archive.ArchiveHouse;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTest {
    private static final Instant START = ArchiveHouse.START;
    private static final LabelSet UP = LabelSet.of("__name__", "up", "job", "node");
    private static final LabelSet HEIGHT = LabelSet.of("__name__", "kaldrix_block_height", "validator", "v1");

    private final Path directory;
    private final ArchiveHouse house;
    private final Receiver receiver = new Receiver();
    private final StringWriter out = new StringWriter();
    private final Interruption interruption = new Interruption();

    RestoreTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        this.house = new ArchiveHouse(directory);
    }

    @AfterEach
    void close() {
        receiver.close();
        house.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0"})
    void sendsARangeInTheOrderOfEachSeries(String protocol) throws Exception {
        house.accept(UP, START.plusSeconds(60), 3);
        house.accept(UP, START.plusSeconds(3_600), 5);
        house.archiveAll();
        // Late: it lies in a further object, and is sent in its place all the same.
        house.accept(UP, START.plusSeconds(30), 2);
        house.accept(UP, START, 1);
        house.accept(draft -> {
            draft.sample(house.series(HEIGHT), START.plusSeconds(1).toEpochMilli(), Batch.STALE, 0);
            draft.histogram(house.series(HEIGHT), START.plusSeconds(2).toEpochMilli(), new byte[] {8, 2}, 0, 2, 0);
        });
        house.archiveAll();

        assertThat(restore("--protocol", protocol)).isZero();

        assertThat(receiver.said())
                .containsExactly(
                        HEIGHT + " " + START.plusSeconds(1).toEpochMilli() + " 9218868437227405314 0",
                        HEIGHT + " " + START.plusSeconds(2).toEpochMilli() + " 00802 0",
                        UP + " " + START.toEpochMilli() + " " + Double.doubleToRawLongBits(1) + " 0",
                        UP + " " + START.plusSeconds(30).toEpochMilli() + " " + Double.doubleToRawLongBits(2) + " 0",
                        UP + " " + START.plusSeconds(60).toEpochMilli() + " " + Double.doubleToRawLongBits(3) + " 0",
                        UP + " " + START.plusSeconds(3_600).toEpochMilli() + " " + Double.doubleToRawLongBits(5)
                                + " 0");
        assertThat(receiver.headers.getFirst().getFirst("X-Prometheus-Remote-Write-Version"))
                .isEqualTo(protocol.equals("1.0") ? "0.1.0" : "2.0.0");
        assertThat(out.toString()).contains("6 samples sent, 0 of them refused.");
    }

    @Test
    void version2SaysSinceWhenASeriesCounts() throws Exception {
        house.accept(draft -> draft.sample(house.series(HEIGHT), START.toEpochMilli(), 1, 77));
        house.archiveAll();

        assertThat(restore("--protocol", "2.0")).isZero();

        assertThat(receiver.said()).singleElement().asString().endsWith(" 77");
    }

    @Test
    void takesWhatMatchesAndLiesInTheRange() throws Exception {
        for (int i = 0; i < 10; i++) {
            house.accept(UP, START.plusSeconds(i), i);
            house.accept(HEIGHT, START.plusSeconds(i), i);
        }
        house.archiveAll();

        assertThat(run(
                        "--location",
                        house.archive.toString(),
                        "--url",
                        receiver.url(),
                        "--from",
                        START.plusSeconds(3).toString(),
                        "--to",
                        START.plusSeconds(5).toString(),
                        "--match",
                        "{__name__=~\"u.*\"}",
                        "--region",
                        "eu-west-1"))
                .isZero();

        assertThat(receiver.said()).hasSize(2).allMatch(text -> text.startsWith(UP.toString()));
        assertThat(restore("--region", "us-east-1")).isZero();
        assertThat(receiver.said()).hasSize(2);
    }

    @Test
    void whatTheTargetCannotTakeNowIsSentAgain() throws Exception {
        house.accept(UP, START, 1);
        house.archiveAll();
        receiver.answer(503, "not now", Map.of("Retry-After", "0"));
        receiver.answer(
                429,
                "too fast",
                Map.of("Retry-After", "Wed, 25 Nov 2026 14:00:00 GMT", "Date", "Wed, 25 Nov 2026 14:00:00 GMT"));
        receiver.answer(500, "", Map.of("Retry-After", "soon"));

        assertThat(restore()).isZero();

        assertThat(receiver.said()).hasSize(1);
        assertThat(receiver.headers).hasSize(4);
        assertThat(out.toString()).contains("status 503").contains("status 429").contains("trying again in 0 ms");
    }

    @Test
    void whatTheTargetRefusesIsCountedAndTheRestGoesOn() throws Exception {
        acceptMany(12_000);
        receiver.answer(400, "out of order sample", Map.of("X-Prometheus-Remote-Write-Samples-Written", "4000"));

        assertThat(restore("--protocol", "2.0")).isEqualTo(1);

        assertThat(receiver.said()).hasSize(7_000);
        assertThat(out.toString())
                .contains("refused with status 400, 1000 samples: out of order sample")
                .contains("12000 samples sent, 1000 of them refused.");
    }

    @Test
    void aTargetThatRefusesEverythingEndsItAndSaysWhereToGoOn() throws Exception {
        house.accept(UP, START, 1);
        house.archiveAll();
        receiver.answer(401, "who are you?", Map.of());

        assertThat(restore()).isEqualTo(3);

        assertThat(receiver.headers).hasSize(1);
        assertThat(out.toString())
                .contains("status 401")
                .contains("repeat the command with --from 2026-11-25T14:00:00Z\n");
    }

    @Test
    void anInterruptionSaysWhereToGoOnAndGoingOnSendsEachSampleOnce() throws Exception {
        acceptMany(30_000);
        receiver.meanwhile(() -> {
            if (receiver.taken.size() == 2) {
                interruption.interrupt();
            }
        });

        assertThat(restore()).isEqualTo(3);
        assertThat(receiver.said()).hasSize(10_000);
        Matcher resume = Pattern.compile(
                        "It was interrupted. To go on, repeat the command with --from (\\S+) --skip (\\d+)")
                .matcher(out.toString());
        assertThat(resume.find()).isTrue();

        int end = new Restore(new PrintWriter(out), new Interruption())
                .execute(List.of(
                        "--location",
                        house.archive.toString(),
                        "--url",
                        receiver.url(),
                        "--from",
                        resume.group(1),
                        "--to",
                        "2026-11-25T16:00:00Z",
                        "--skip",
                        resume.group(2)));

        assertThat(end).isZero();
        assertThat(receiver.said()).hasSize(30_000).doesNotHaveDuplicates();
    }

    @Test
    void anInterruptionWhileTheTargetIsAwayEndsTheWaiting() throws Exception {
        house.accept(UP, START, 1);
        house.archiveAll();
        receiver.answer(503, "", Map.of("Retry-After", "200"));
        receiver.meanwhile(interruption::interrupt);

        assertThat(restore()).isEqualTo(3);
    }

    @Test
    void aDamagedObjectIsNamedAndNotPassedOver() throws Exception {
        house.accept(UP, START, 1);
        house.archiveAll();
        Files.write(house.archive.resolve(house.keys().getFirst()), new byte[100]);

        assertThat(restore()).isEqualTo(3);

        assertThat(out.toString())
                .contains("The archive cannot be read")
                .contains(house.keys().getFirst());
        assertThat(receiver.said()).isEmpty();
    }

    @Test
    void headersAndATokenGoAlong() throws Exception {
        house.accept(UP, START, 1);
        house.archiveAll();
        Path token = Files.writeString(directory.resolve("token"), "secret\n");

        assertThat(restore("--header", "X-Scope-OrgID: kaldrix", "--bearer-token-file", token.toString()))
                .isZero();

        assertThat(receiver.headers.getFirst().getFirst("X-Scope-OrgID")).isEqualTo("kaldrix");
        assertThat(receiver.headers.getFirst().getFirst("Authorization")).isEqualTo("Bearer secret");
        assertThat(out.toString()).doesNotContain("secret");
    }

    @Test
    void twoReplicasThatKeptTheSameSampleSendItOnce() throws Exception {
        house.accept(UP, START, 1);
        house.archiveAll();
        Path object = house.archive.resolve(house.keys().getFirst());
        Files.copy(object, object.resolveSibling("metrics-gateway-1-copy.parquet"));

        assertThat(restore()).isZero();

        assertThat(receiver.said()).hasSize(1);
    }

    @Test
    void wrongArgumentsAreAllNamed() {
        assertThat(run(
                        "--from",
                        "yesterday",
                        "--to",
                        "2026-11-25T16:00:00Z",
                        "--url",
                        "ftp://x",
                        "--protocol",
                        "3",
                        "--match",
                        "{a",
                        "--skip",
                        "-1",
                        "--header",
                        "no colon",
                        "--what"))
                .isEqualTo(2);

        assertThat(out.toString())
                .contains("--from: 'yesterday' is no time")
                .contains("--location is missing")
                .contains("--url: 'ftp://x' is no address")
                .contains("--protocol: '3' is neither 1.0 nor 2.0")
                .contains("--match: ")
                .contains("--skip: '-1' is no number of samples")
                .contains("--header needs the form 'Name: value'")
                .contains("'--what' is no option")
                .contains("usage: ");
        assertThat(run(
                        "--location",
                        "/a",
                        "--url",
                        "http://x/",
                        "--from",
                        "2026-11-25T16:00:00Z",
                        "--to",
                        "2026-11-25T16:00:00Z"))
                .isEqualTo(2);
        assertThat(out.toString()).contains("--from must be before --to");
    }

    private void acceptMany(int samples) throws Exception {
        Set<LabelSet> series = new HashSet<>();
        house.accept(draft -> {
            for (int i = 0; i < samples; i++) {
                LabelSet labels = LabelSet.of("__name__", "m", "n", "" + i % 100);
                series.add(labels);
                draft.sample(house.series(labels), START.toEpochMilli() + i, i, 0);
            }
        });
        house.archiveAll();
        assertThat(series).hasSize(100);
    }

    private int restore(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--location",
                house.archive.toString(),
                "--url",
                receiver.url(),
                "--from=2026-11-25T14:00:00Z",
                "--to",
                "2026-11-25T16:00:00Z"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return new Restore(new PrintWriter(out), interruption).execute(List.of(arguments));
    }
}
