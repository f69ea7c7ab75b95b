package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is needed to read a request; there are so many of them as requests are read at once, which bounds the memory. */
final class WriteDesk {
    private final WriteBody body = new WriteBody();
    private final WriteRequestReader v1 = new WriteRequestReader();
    private final RequestV2Reader v2 = new RequestV2Reader();

    WriteBody body() {
        return body;
    }

    WriteRequestReader v1() {
        return v1;
    }

    RequestV2Reader v2() {
        return v2;
    }

    /** All of them. Safe for several threads. */
    static final class Desks {
        private final Semaphore free;
        private final ConcurrentLinkedQueue<WriteDesk> idle = new ConcurrentLinkedQueue<>();

        Desks(int count) {
            free = new Semaphore(count, true);
        }

        /** A desk, waited for no longer than that; null when there is none. */
        @Nullable
        WriteDesk take(long millis) throws InterruptedException {
            if (!free.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                return null;
            }
            @Nullable WriteDesk desk = idle.poll();
            return desk == null ? new WriteDesk() : desk;
        }

        void giveBack(WriteDesk desk) {
            desk.body().rest();
            idle.add(desk);
            free.release();
        }
    }
}
