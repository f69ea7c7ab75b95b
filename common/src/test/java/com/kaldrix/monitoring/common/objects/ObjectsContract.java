package com.kaldrix.monitoring.common.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of objects does. */
abstract class ObjectsContract {
    /** A store that is empty and belongs to this test alone. */
    abstract Objects objects();

    /** A second door to the same store, as another process has it. */
    abstract Objects otherDoor();

    /** A store that cannot be reached. */
    abstract Objects unreachable();

    @Test
    void givesBackWhatWasPut() throws IOException {
        objects().put("a/b.txt", text("one"));

        assertThat(read("a/b.txt")).isEqualTo("one");
        assertThat(otherDoor().get("a/b.txt")).isPresent();
    }

    @Test
    void givesBackAFileThatWasHandedOver(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("made"), "all of it");
        objects().put("handed/over", ObjectContent.handedOver(file));
        Files.delete(file);

        assertThat(objects().get("handed/over").orElseThrow()).hasContent("all of it");
    }

    @Test
    void putReplaces() throws IOException {
        objects().put("a", text("a long first text"));
        objects().put("a", text("two"));

        assertThat(read("a")).isEqualTo("two");
    }

    @Test
    void anObjectMayBeEmpty() throws IOException {
        objects().put("empty", text(""));

        assertThat(read("empty")).isEmpty();
        assertThat(listed("")).containsExactly("empty");
    }

    @Test
    void whatIsNotThereIsEmpty() {
        objects().put("a/b", text("one"));

        assertThat(objects().get("none")).isEmpty();
        assertThat(objects().get("a")).isEmpty();
        assertThat(listed("none")).isEmpty();
    }

    @Test
    void createIfAbsentLeavesWhatIsThere() throws IOException {
        assertThat(objects().createIfAbsent("a", text("first"))).isTrue();
        assertThat(objects().createIfAbsent("a", text("second"))).isFalse();

        assertThat(read("a")).isEqualTo("first");
    }

    @Test
    void ofManyThatCreateAtOnceOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            String key = "race/" + round;
            CountDownLatch start = new CountDownLatch(1);
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                List<Future<Boolean>> attempts = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    Objects door = i % 2 == 0 ? objects() : otherDoor();
                    ObjectContent mine = text("writer " + i);
                    Callable<Boolean> attempt = () -> {
                        start.await();
                        return door.createIfAbsent(key, mine);
                    };
                    attempts.add(threads.submit(attempt));
                }
                start.countDown();
                int winner = -1;
                int winners = 0;
                for (int i = 0; i < attempts.size(); i++) {
                    if (attempts.get(i).get()) {
                        winner = i;
                        winners++;
                    }
                }
                assertThat(winners).isEqualTo(1);
                assertThat(read(key)).isEqualTo("writer " + winner);
            }
        }
    }

    @Test
    void listsInTheOrderOfBytes() {
        List.of("b", "a/2", "a-1", "a/10", "a/b/c", "a0", "é/x", "a/b-")
                .forEach(key -> objects().put(key, text(key)));

        assertThat(listed("")).containsExactly("a-1", "a/10", "a/2", "a/b-", "a/b/c", "a0", "b", "é/x");
        assertThat(listed("a/")).containsExactly("a/10", "a/2", "a/b-", "a/b/c");
        assertThat(listed("a/b")).containsExactly("a/b-", "a/b/c");
        assertThat(listed("a/b/c")).containsExactly("a/b/c");
    }

    @Test
    void entriesSayHowLargeAndWhen() {
        objects().put("a", text("four"));

        try (Stream<ObjectEntry> entries = objects().list("")) {
            ObjectEntry entry = entries.findFirst().orElseThrow();
            assertThat(entry.size()).isEqualTo(4);
            assertThat(entry.modified()).isAfter("2020-01-01T00:00:00Z");
        }
    }

    @Test
    void listsMoreThanAPage() {
        IntStream.range(0, 1_005).forEach(i -> objects().put("many/%04d".formatted(i), text("")));

        assertThat(listed("many/")).hasSize(1_005).isSorted();
    }

    @Test
    void largeObjectsStreamThrough(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("large");
        byte[] block = new byte[1 << 20];
        new Random(7).nextBytes(block);
        for (int i = 0; i < 40; i++) {
            Files.write(file, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        assertThat(objects().createIfAbsent("large", ObjectContent.of(file).typed("application/vnd.apache.parquet")))
                .isTrue();

        try (InputStream stored = objects().get("large").orElseThrow();
                InputStream original = Files.newInputStream(file)) {
            assertThat(stored).hasSameContentAs(original);
        }
    }

    @Test
    void anObjectAppearsAsAWholeOrNotAtAll() {
        ObjectContent breaks = ObjectContent.of(
                () -> new InputStream() {
                    private int given;

                    @Override
                    public int read() throws IOException {
                        if (given++ > 100) {
                            throw new IOException("the source broke");
                        }
                        return 'x';
                    }
                },
                1_000);
        ObjectContent tooShort = ObjectContent.of(() -> new ByteArrayInputStream(new byte[10]), 1_000);

        assertThatThrownBy(() -> objects().put("broken", breaks)).isInstanceOf(ObjectsUnavailableException.class);
        assertThatThrownBy(() -> objects().createIfAbsent("short", tooShort))
                .isInstanceOf(ObjectsUnavailableException.class);

        assertThat(listed("")).isEmpty();
        assertThat(objects().get("broken")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/../../b", "a/./b", "a\\b", "a\u0000b", "a\nb", "\ud800"})
    void refusesWhatIsNoKey(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> objects().put(key, text("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> objects().createIfAbsent(key, text("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> objects().get(key));
    }

    @Test
    void refusesPrefixesThatLeadElsewhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> objects().list("../"));
        assertThatIllegalArgumentException().isThrownBy(() -> objects().list("a/../b"));
        assertThatIllegalArgumentException().isThrownBy(() -> objects().put("x".repeat(1_025), text("x")));
    }

    @Test
    void aStoreThatCannotBeReachedSaysSo() {
        Objects away = unreachable();

        assertThatThrownBy(() -> away.put("a", text("x")))
                .isInstanceOf(ObjectsUnavailableException.class)
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> away.createIfAbsent("a", text("x"))).isInstanceOf(ObjectsUnavailableException.class);
        assertThatThrownBy(() -> away.get("a")).isInstanceOf(ObjectsUnavailableException.class);
        assertThatThrownBy(() -> away.list("").toList()).isInstanceOf(ObjectsUnavailableException.class);
    }

    static ObjectContent text(String text) {
        return ObjectContent.of(text.getBytes(StandardCharsets.UTF_8)).typed("text/plain");
    }

    private String read(String key) throws IOException {
        try (InputStream in = objects().get(key).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> listed(String prefix) {
        try (Stream<ObjectEntry> entries = objects().list(prefix)) {
            return entries.map(ObjectEntry::key).toList();
        }
    }
}
