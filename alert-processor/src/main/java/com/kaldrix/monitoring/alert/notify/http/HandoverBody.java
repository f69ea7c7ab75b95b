package com.kaldrix.monitoring.alert.notify.http;

import com.kaldrix.monitoring.alert.notify.Handover;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A request body that goes out once at most. The client asks for it only when the connection stands and the headers are
 * written; a server that never got the body has not got the request.
 */
final class HandoverBody implements BodyPublisher {
    private final BodyPublisher content;
    private final Handover handover;

    HandoverBody(byte[] content, Handover handover) {
        this.content = BodyPublishers.ofByteArray(content);
        this.handover = handover;
    }

    @Override
    public long contentLength() {
        return content.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (handover.begin()) {
            content.subscribe(subscriber);
        } else {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
            subscriber.onError(new IOException("called off, or sent before"));
        }
    }
}
