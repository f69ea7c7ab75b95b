package com.kaldrix.monitoring.common.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

class WorkerTest {
    /** Is busy for a while after it was told to stop. */
    private static final class Busy implements Work {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch never = new CountDownLatch(1);
        private final AtomicBoolean ended = new AtomicBoolean();

        @Override
        public String name() {
            return "busy";
        }

        @Override
        public Duration run(Wake wake) {
            begun.countDown();
            try {
                assertThat(never.await(2, TimeUnit.SECONDS)).isFalse();
                ended.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Duration.ZERO;
        }
    }

    @Test
    void manyThatAreBusyStopBesideEachOther() throws InterruptedException {
        Busy[] busy = {new Busy(), new Busy(), new Busy(), new Busy()};
        GenericApplicationContext context = new GenericApplicationContext();
        for (int i = 0; i < busy.length; i++) {
            Busy one = busy[i];
            context.registerBean("worker" + i, Worker.class, () -> new Worker(one, new Bell()));
        }
        context.refresh();
        for (Busy one : busy) {
            assertThat(one.begun.await(10, TimeUnit.SECONDS)).isTrue();
        }

        long before = System.nanoTime();
        context.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(busy).allMatch(one -> one.ended.get());
    }
}
