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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims as objects that only one caller can create. Those on a region are one row, {@code <region>/claim-<n>}, each with the hub, when it claimed, and the
 * region's last heartbeat; {@code <region>/told-<n>} says that it has told people. Whoever adds to the row has read all of it, so that hubs agree also
 * when they heard different heartbeats last. A hub that claims and does not tell within {@code patience} loses the claim to the next number.
 */
final class ObjectClaims implements Claims {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectClaims.class);
    private static final String CLAIM = "claim-";
    private static final String TOLD = "told-";
    /** How many claims are looked at: more hubs than that do not take turns on one silence. */
    private static final int MOST = 20;

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

    private record Claim(int number, String hub, Instant at, Instant since) {
        static Claim parse(int number, String text) throws IOException {
            String[] parts = text.split("\n", -1);
            try {
                return new Claim(number, parts[0], Instant.parse(parts[1]), Instant.parse(parts[2]));
            } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
                throw new IOException("'" + text + "' is no claim", e);
            }
        }

        String text() {
            return hub + "\n" + at + "\n" + since;
        }
    }

    /** All that is known of a region: the number of its last claim, those on this silence, the last first, and the hubs that have told people of it. */
    private record Row(int last, List<Claim> claims, Set<String> told) {
        /** A hub that asks after it has told people itself means another silence: the one before was over, by a heartbeat that came late. */
        boolean isToldByOthersThan(String hub) {
            return told.stream().anyMatch(other -> !other.equals(hub));
        }
    }

    @Override
    public Answer claim(Region silent, Instant since, Region hub, Instant now) {
        try {
            Row row = row(silent, since);
            if (row.isToldByOthersThan(hub.code())) {
                return new Others();
            }
            Optional<Claim> latest = row.claims().stream().findFirst();
            Instant onset = latest.map(Claim::since).orElse(since);
            if (latest.isPresent() && latest.get().at().plus(patience).isAfter(now)) {
                return latest.get().hub().equals(hub.code()) ? new Mine(onset) : new Pending();
            }
            return add(silent, new Claim(row.last() + 1, hub.code(), now, onset)) ? new Mine(onset) : new Pending();
        } catch (ObjectsUnavailableException | IOException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("region", silent.code())
                    .log("It cannot be told whether another hub tells of a silent region");
            return new Away();
        }
    }

    @Override
    public boolean told(Region silent, Instant since, Region hub, Instant now) {
        try {
            Row row = row(silent, since);
            int number;
            if (!row.claims().isEmpty()) {
                number = row.claims().getFirst().number();
            } else {
                // People were told without a claim, while this place was away.
                number = row.last() + 1;
                if (!add(silent, new Claim(number, hub.code(), now, since))) {
                    return false;
                }
            }
            var unused = objects.createIfAbsent(silent.code() + "/" + TOLD + number, content(hub.code()));
            return true;
        } catch (ObjectsUnavailableException | IOException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("region", silent.code())
                    .log("Other hubs cannot be told yet that people know of a silent region");
            return false;
        }
    }

    /** Whether it could be added; else somebody else was quicker. */
    private boolean add(Region silent, Claim claim) throws IOException {
        String key = silent.code() + "/" + CLAIM + claim.number();
        var unused = objects.createIfAbsent(key, content(claim.text()));
        // Whoever wrote it: an answer that was lost may have been this hub's own success.
        return read(key).equals(claim.text());
    }

    private Row row(Region silent, Instant since) throws IOException {
        String region = silent.code() + "/";
        List<Integer> numbers = new ArrayList<>();
        Set<Integer> noted = new HashSet<>();
        for (String key : list(region)) {
            number(key, region + CLAIM).ifPresent(numbers::add);
            number(key, region + TOLD).ifPresent(noted::add);
        }
        numbers.sort(Comparator.reverseOrder());
        List<Claim> claims = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (int number : numbers.subList(0, Math.min(MOST, numbers.size()))) {
            Claim claim = Claim.parse(number, read(region + CLAIM + number));
            if (Duration.between(claim.since(), since).abs().compareTo(same) <= 0) {
                claims.add(claim);
                if (noted.contains(number)) {
                    told.add(read(region + TOLD + number));
                }
            }
        }
        return new Row(numbers.isEmpty() ? 0 : numbers.getFirst(), claims, told);
    }

    private static Optional<Integer> number(String key, String before) {
        String number = key.startsWith(before) ? key.substring(before.length()) : "";
        return number.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
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
