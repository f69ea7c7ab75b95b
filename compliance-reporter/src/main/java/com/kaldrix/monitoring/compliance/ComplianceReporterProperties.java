package com.kaldrix.monitoring.compliance;

import com.kaldrix.monitoring.common.region.Region;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this instance is.
 *
 * @param region where it runs; also where it publishes
 * @param environment such as {@code prod}
 * @param externalUrl where people reach it; stands in messages
 */
@ConfigurationProperties("kaldrix")
record ComplianceReporterProperties(
        @DefaultValue("us-east-1") String region,
        @DefaultValue("prod") String environment,
        @DefaultValue("http://localhost:8083") URI externalUrl) {

    ComplianceReporterProperties {
        if (Region.find(region).isEmpty()) {
            throw new IllegalArgumentException(
                    "kaldrix.region must be a region such as us-east-1, not '" + region + "'");
        }
        if (externalUrl.getHost() == null) {
            throw new IllegalArgumentException(
                    "kaldrix.external-url must be an address such as https://compliance.example.com, not '"
                            + externalUrl + "'");
        }
    }
}
