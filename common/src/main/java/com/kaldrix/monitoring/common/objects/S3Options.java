package com.kaldrix.monitoring.common.objects;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a bucket of S3 is reached. Credentials come from the SDK's own chain.
 *
 * @param region such as {@code eu-west-1}
 * @param endpointOrNull an address in place of AWS, for a stand-in, which is asked with the bucket in the path; null for AWS
 * @param kmsKeyOrNull id or ARN of the KMS key that objects are encrypted with; null leaves it to the bucket
 */
public record S3Options(
        String region,
        @Nullable URI endpointOrNull,
        @Nullable String kmsKeyOrNull) {
    /** The stand-in's address; empty for AWS. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(endpointOrNull).filter(uri -> !uri.toString().isEmpty());
    }

    /** The KMS key; empty to leave it to the bucket. */
    public Optional<String> kmsKey() {
        return Optional.ofNullable(kmsKeyOrNull).filter(key -> !key.isBlank());
    }
}
