package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.region.Region;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Fetches files of readings from where operators allow it. */
@Component
@EnableConfigurationProperties(MetricSetProperties.class)
class FetchedReadings {
    private static final int MOST_BYTES = 50_000_000;

    private final MetricSetProperties properties;
    private final S3Options s3;

    FetchedReadings(MetricSetProperties properties, Region region, @Value("${kaldrix.aws.endpoint:}") String endpoint) {
        this.properties = properties;
        this.s3 = new S3Options(region.code(), endpoint.isBlank() ? null : URI.create(endpoint), null);
    }

    /**
     * The text of a file.
     *
     * @param path such as {@code s3://bucket/prefix/file.csv}, below one of the sources
     * @throws InvalidRequestException if it is not below one, or there is none
     */
    String fetch(String path) {
        for (String source : properties.sources()) {
            String root = source.replaceAll("/+$", "") + "/";
            if (path.startsWith(root) && path.length() > root.length()) {
                return read(source, path.substring(root.length()));
            }
        }
        throw new InvalidRequestException(
                "/path", "is not below one of the locations that kaldrix.detectors.sources allows");
    }

    private String read(String source, String key) {
        try (Objects objects = OpenObjects.at(ObjectLocation.parse(source), s3);
                InputStream in = objects.get(key)
                        .orElseThrow(() -> new InvalidRequestException("/path", "there is no such file"))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new InvalidRequestException("/path", "the file has more than " + MOST_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidRequestException("/path", "the file cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("/path", String.valueOf(e.getMessage()));
        }
    }
}
