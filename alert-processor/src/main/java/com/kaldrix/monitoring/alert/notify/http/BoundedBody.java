package com.kaldrix.monitoring.alert.notify.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the start of an answer and leaves the rest; the connection is dropped with it. */
final class BoundedBody implements BodySubscriber<BoundedBody.Start> {
    static final int MOST = 64 * 1024;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final CompletableFuture<Start> result = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /**
     * @param content what was read
     * @param complete whether that is all
     */
    record Start(byte[] content, boolean complete) {}

    @Override
    public CompletionStage<Start> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), MOST - content.size())];
            buffer.get(bytes);
            content.writeBytes(bytes);
            if (buffer.hasRemaining()) {
                finish(false);
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
        }
    }

    @Override
    public synchronized void onError(Throwable failure) {
        finish(false);
    }

    @Override
    public synchronized void onComplete() {
        finish(true);
    }

    /** What has come so far, for one who cannot wait longer. */
    synchronized Start soFar() {
        finish(false);
        return result.join();
    }

    private void finish(boolean complete) {
        result.complete(new Start(content.toByteArray(), complete));
    }
}
