package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.objects.ObjectContent;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.ObjectsUnavailableException;
import com.kaldrix.monitoring.common.region.Region;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims as objects that only one caller can create: {@code <region>/<last heartbeat>/claim-<n>} holds the hub and when it claimed, and {@code …/told}
 * says that it has told people. A hub that claims and does not tell within {@code patience} loses the claim to the next number.
 */
final class ObjectClaims implements Claims {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectClaims.class);
    private static final String CLAIM = "claim-";
    private static final String TOLD = "told";

    private final Objects objects;
    private final Duration patience;
    private final Duration same;

    /**
     * @param objects where claims lie, the same for all hubs
     * @param patience how long a claim holds on which nobody acts
     * @param same silences of a region whose last heartbeats are no further apart are one
     */
    ObjectClaims(Objects objects, Duration patience, Duration same) {
        this.objects = objects;
        this.patience = patience;
        this.same = same;
    }

    private record Claim(String hub, Instant at) {
        static Claim parse(String text) throws IOException {
            String[] parts = text.split("\n", -1);
            try {
                return new Claim(parts[0], Instant.parse(parts.length > 1 ? parts[1] : ""));
            } catch (DateTimeException e) {
                throw new IOException("'" + text + "' is no claim", e);
            }
        }
    }

    @Override
    public Answer claim(Region silent, Instant since, Region hub, Instant now) {
        try {
            String silence = silence(silent, since);
            List<String> there = list(silence);
            if (there.contains(silence + TOLD)) {
                return new Others();
            }
            int number = there.stream()
                    .filter(key -> key.startsWith(silence + CLAIM))
                    .mapToInt(key -> Integer.parseInt(key.substring((silence + CLAIM).length())))
                    .max()
                    .orElse(0);
            if (number > 0) {
                Claim latest = Claim.parse(read(silence + CLAIM + number));
                if (latest.hub().equals(hub.code())) {
                    return new Mine();
                }
                if (latest.at().plus(patience).isAfter(now)) {
                    return new Pending();
                }
            }
            String key = silence + CLAIM + (number + 1);
            var unused = objects.createIfAbsent(key, content(hub.code() + "\n" + now));
            // Whoever wrote it: an answer that was lost may have been this hub's own success.
            return Claim.parse(read(key)).hub().equals(hub.code()) ? new Mine() : new Pending();
        } catch (ObjectsUnavailableException | IOException | NumberFormatException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("region", silent.code())
                    .log("It cannot be told whether another hub tells of a silent region");
            return new Away();
        }
    }

    @Override
    public boolean told(Region silent, Instant since, Region hub) {
        try {
            var unused = objects.createIfAbsent(silence(silent, since) + TOLD, content(hub.code()));
            return true;
        } catch (ObjectsUnavailableException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("region", silent.code())
                    .log("Other hubs cannot be told yet that people know of a silent region");
            return false;
        }
    }

    /** The folder of a silence: that of another hub when there is one of about the same time. */
    private String silence(Region silent, Instant since) {
        String region = silent.code() + "/";
        return list(region).stream()
                .map(key -> key.substring(region.length()))
                .filter(key -> key.indexOf('/') > 0)
                .map(key -> key.substring(0, key.indexOf('/')))
                .filter(text -> text.matches("\\d{1,15}"))
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)))
                .filter(other -> Duration.between(other, since).abs().compareTo(same) <= 0)
                .min((one, other) -> Duration.between(one, since)
                        .abs()
                        .compareTo(Duration.between(other, since).abs()))
                .map(other -> region + other.toEpochMilli() + "/")
                .orElseGet(() -> region + since.toEpochMilli() + "/");
    }

    private List<String> list(String prefix) {
        try (Stream<String> keys = objects.list(prefix).map(entry -> entry.key())) {
            return keys.toList();
        }
    }

    private String read(String key) throws IOException {
        Optional<InputStream> found = objects.get(key);
        if (found.isEmpty()) {
            throw new IOException("there is no " + key);
        }
        try (InputStream bytes = found.get()) {
            return new String(bytes.readNBytes(1000), StandardCharsets.UTF_8);
        }
    }

    private static ObjectContent content(String text) {
        return ObjectContent.of(text.getBytes(StandardCharsets.UTF_8)).typed("text/plain");
    }
}
