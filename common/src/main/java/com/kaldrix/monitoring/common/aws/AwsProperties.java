package com.kaldrix.monitoring.common.aws;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How AWS is reached. Credentials come from the SDK's own chain.
 *
 * @param endpointOrNull one address in place of each service's own, for a stand-in; null for AWS
 * @param pathStyle whether S3's bucket stands in the path, as stand-ins want it
 */
@ConfigurationProperties("kaldrix.aws")
public record AwsProperties(
        @Name("endpoint") @Nullable URI endpointOrNull,
        @DefaultValue("false") boolean pathStyle) {

    /** The stand-in's address; empty for AWS. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(endpointOrNull).filter(uri -> !uri.toString().isEmpty());
    }
}
