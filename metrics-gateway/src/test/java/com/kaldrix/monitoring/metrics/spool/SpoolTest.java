package com.kaldrix.monitoring.metrics.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path folder;

    private final AtomicInteger givenUp = new AtomicInteger();

    private Spool spool(int most) {
        return new Spool(folder, most, givenUp::incrementAndGet);
    }

    @Test
    void theOldestComesFirstAndStaysUntilItIsRemoved() {
        Spool spool = spool(100);
        for (int i = 0; i < 12; i++) {
            spool.put("text " + i);
        }

        assertThat(spool.oldest(2)).extracting(Spool.Entry::text).containsExactly("text 0", "text 1");
        spool.remove(spool.oldest(1).getFirst());

        assertThat(spool(100).oldest(1)).extracting(Spool.Entry::text).containsExactly("text 1");
    }

    @Test
    void whenThereIsTooMuchTheOldestIsGivenUpWithAWord() {
        Spool spool = spool(3);
        for (int i = 0; i < 5; i++) {
            spool.put("text " + i);
        }

        assertThat(spool.oldest(10)).extracting(Spool.Entry::text).containsExactly("text 2", "text 3", "text 4");
        assertThat(givenUp).hasValue(2);
    }

    @Test
    void aDamagedMessageHarmsNoOther() throws IOException {
        MessageSpool messages = new MessageSpool(spool(10), Set.of("metrics"));
        Files.writeString(folder.resolve("1.txt"), "rubbish");
        MessageSpool after = new MessageSpool(spool(10), Set.of("metrics"));

        assertThat(after.oldest(10)).isEmpty();
        assertThat(after.size()).isZero();
        assertThat(messages.size()).isZero();
    }
}
