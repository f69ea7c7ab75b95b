package com.kaldrix.monitoring.common.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a process ends that is told to, in processes of their own. */
class OrderlyExitTest {
    /** Never comes to an end, and keeps whoever would end it in order waiting, as a start does that waits for a database. */
    static final class Starting {
        public static void main(String[] args) {
            CountDownLatch never = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> await(never)));
            OrderlyExit.around(
                    () -> {
                        System.out.println("here");
                        await(never);
                    },
                    Duration.ofMillis(300));
        }
    }

    /** Has started, and takes its time to end. */
    static final class Started {
        public static void main(String[] args) {
            CountDownLatch never = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> await(new CountDownLatch(1), 1500)));
            OrderlyExit.around(() -> {}, Duration.ofMillis(300));
            System.out.println("here");
            await(never);
        }
    }

    private static void await(CountDownLatch latch) {
        await(latch, TimeUnit.MINUTES.toMillis(5));
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int terminate(Class<?> main) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            String line = said.readLine();
            while (line != null && !line.equals("here")) {
                line = said.readLine();
            }
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aStartThatWaitsForeverIsEndedAllTheSame() throws Exception {
        assertThat(terminate(Starting.class)).isEqualTo(143);
    }

    @Test
    void whatHasStartedTakesItsTime() throws Exception {
        assertThat(terminate(Started.class)).isZero();
    }
}
