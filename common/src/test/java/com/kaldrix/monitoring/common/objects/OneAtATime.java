package com.kaldrix.monitoring.common.objects;

import java.io.IOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Lets one request be under way at a time, however many threads have some. moto looks whether an object is there and writes it in two
 * steps, so that two conditional writes at once may both win; in S3 the condition is part of the write.
 */
final class OneAtATime implements SdkHttpClient {
    private final SdkHttpClient client;
    private final Object turn = new Object();

    OneAtATime(SdkHttpClient client) {
        this.client = client;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                synchronized (turn) {
                    return prepared.call();
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
