package com.kaldrix.monitoring.common.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

class HangUpTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final HangUp first = new HangUp(signal -> heard.add("first"));
    private final HangUp second = new HangUp(signal -> heard.add("second"));

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
    }

    private void hangUp(String... expected) {
        heard.clear();
        Signal.raise(new Signal("HUP"));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(heard).containsExactlyInAnyOrder(expected));
    }

    @Test
    void whoeverStartsAndStopsInWhateverOrderHearsWhileItRuns() {
        first.start();
        second.start();
        hangUp("first", "second");
        first.stop();
        hangUp("second");
        first.start();
        second.stop();
        hangUp("first");
    }
}
