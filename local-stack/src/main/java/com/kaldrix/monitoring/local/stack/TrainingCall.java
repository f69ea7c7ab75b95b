package com.kaldrix.monitoring.local.stack;

import java.util.Map;
import java.util.Optional;

/**
 * A request that a service is trained with.
 *
 * @param path of the request
 * @param headers beside the credentials
 * @param body what is posted; empty for a GET
 */
record TrainingCall(String path, Map<String, String> headers, Optional<byte[]> body) {
    TrainingCall {
        headers = Map.copyOf(headers);
    }

    static TrainingCall get(String path) {
        return new TrainingCall(path, Map.of(), Optional.empty());
    }

    static TrainingCall post(String path, Map<String, String> headers, byte[] body) {
        return new TrainingCall(path, headers, Optional.of(body.clone()));
    }
}
