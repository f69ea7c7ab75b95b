package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Detectors and metric sets that stand in files, read at the start: each file {@code *.json} of the folder holds one. They hold as those
 * of the API do, and are changed in their files alone. A wrong file stops the start with its name and all that is wrong in it.
 */
@Component
class DetectorFiles implements SmartLifecycle {
    private static final String BY = "file";
    private static final ObjectReader STRICT = JsonMapper.builder()
            .build()
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final MetricSetProperties properties;
    private final Detectors detectors;
    private final MetricSets sets;
    private final WatchRequests requests;
    private final TransactionOperations transactions;
    private final Clock clock;
    private boolean running;

    DetectorFiles(
            MetricSetProperties properties,
            Detectors detectors,
            MetricSets sets,
            WatchRequests requests,
            TransactionOperations transactions,
            Clock clock) {
        this.properties = properties;
        this.detectors = detectors;
        this.sets = sets;
        this.requests = requests;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        String directory = properties.directory();
        if (directory == null || directory.isBlank()) {
            return;
        }
        Map<UUID, AnomalyDetector> wantedDetectors = new LinkedHashMap<>();
        Map<UUID, MetricSet> wantedSets = new LinkedHashMap<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (Path path : files(Path.of(directory))) {
            String name = path.getFileName().toString();
            // The same file is the same detector after a restart, and on every replica.
            UUID id = UUID.nameUUIDFromBytes(("detector-file/" + name).getBytes(StandardCharsets.UTF_8));
            Object document = read(path);
            if (document instanceof MetricSetDocument set) {
                wantedSets.put(id, new MetricSet(id, set, name, BY, now, now));
            } else if (document instanceof DetectorDocument detector) {
                wantedDetectors.put(id, new AnomalyDetector(id, detector, name, BY, now, now));
            }
        }
        transactions.executeWithoutResult(status -> {
            detectors.lock();
            if (keepDetectors(wantedDetectors, now) | keepSets(wantedSets)) {
                requests.tell();
            }
        });
    }

    private boolean keepDetectors(Map<UUID, AnomalyDetector> wanted, Instant now) {
        boolean changed = false;
        Map<UUID, AnomalyDetector> known = new LinkedHashMap<>();
        detectors.all().stream().filter(one -> one.file() != null).forEach(one -> known.put(one.id(), one));
        for (AnomalyDetector one : wanted.values()) {
            AnomalyDetector before = known.get(one.id());
            if (before == null || !before.document().equals(one.document())) {
                detectors.put(one);
                changed = true;
            }
        }
        for (UUID id : known.keySet()) {
            changed |= !wanted.containsKey(id) && detectors.end(id, now);
        }
        return changed;
    }

    private boolean keepSets(Map<UUID, MetricSet> wanted) {
        boolean changed = false;
        Map<UUID, MetricSet> known = new LinkedHashMap<>();
        sets.all().stream().filter(one -> one.file() != null).forEach(one -> known.put(one.id(), one));
        for (UUID id : known.keySet()) {
            changed |= !wanted.containsKey(id) && sets.remove(id);
        }
        for (MetricSet one : wanted.values()) {
            MetricSet before = known.get(one.id());
            if (before == null || !before.document().equals(one.document())) {
                sets.named(one.name())
                        .filter(other -> !other.id().equals(one.id()))
                        .ifPresent(other -> {
                            throw new IllegalStateException(
                                    one.file() + ": there is a metric set of the name " + one.name() + " already");
                        });
                sets.put(one);
                changed = true;
            }
        }
        return changed;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("kaldrix.detectors.directory: " + folder + " cannot be read", e);
        }
    }

    private static Object read(Path path) {
        try {
            String text = Files.readString(path);
            JsonNode tree = STRICT.readTree(text);
            if (tree.has("metric_set_name")) {
                return STRICT.forType(MetricSetDocument.class)
                        .<MetricSetDocument>readValue(text)
                        .checked();
            }
            DetectorDocument detector = STRICT.forType(DetectorDocument.class).readValue(text);
            detector.checked();
            return detector;
        } catch (JacksonException | InvalidRequestException e) {
            throw new IllegalStateException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException(path + " cannot be read", e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before settings are read the first time. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 500;
    }
}
