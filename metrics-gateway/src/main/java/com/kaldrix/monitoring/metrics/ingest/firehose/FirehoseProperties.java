package com.kaldrix.monitoring.metrics.ingest.firehose;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What Firehose may deliver.
 *
 * @param accessKeys any of these is accepted, so that they can be changed one after the other; without one nothing is taken
 * @param maxBody how large a delivery is at most, after decompression
 * @param directory where the numbers of deliveries are kept, so that none counts twice; of this process alone, and
 *     {@code firehose} in the state folder when nothing is said
 * @param remember for how long; longer than Firehose tries again, which is at most two hours
 */
@ConfigurationProperties("kaldrix.firehose")
record FirehoseProperties(
        @DefaultValue List<String> accessKeys,
        @DefaultValue("16MB") DataSize maxBody,
        @Nullable Path directory,
        @DefaultValue("3h") Duration remember) {
    private static final int SHORTEST = 16;

    FirehoseProperties {
        accessKeys = List.copyOf(accessKeys);
        for (int i = 0; i < accessKeys.size(); i++) {
            require(
                    accessKeys.get(i).length() >= SHORTEST,
                    "kaldrix.firehose.access-keys[" + i + "] must have at least " + SHORTEST + " characters");
        }
        require(maxBody.toBytes() > 0, "kaldrix.firehose.max-body must be at least 1B, not " + maxBody);
        require(remember.isPositive(), "kaldrix.firehose.remember must be longer than nothing, not " + remember);
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }

    @Override
    public String toString() {
        return "FirehoseProperties[" + accessKeys.size() + " access keys, maxBody=" + maxBody + ", directory="
                + directory + ", remember=" + remember + "]";
    }
}
