package com.kaldrix.monitoring.alert.aws;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How AWS is reached. Credentials come from the SDK's own chain.
 *
 * @param endpointOrNull one address in place of each service's own, for a stand-in; null for AWS
 */
@ConfigurationProperties("kaldrix.aws")
record AwsProperties(
        @org.springframework.boot.context.properties.bind.Name("endpoint") @Nullable
        URI endpointOrNull) {

    /** The stand-in's address; empty for AWS. */
    Optional<URI> endpoint() {
        return Optional.ofNullable(endpointOrNull).filter(uri -> !uri.toString().isEmpty());
    }
}
