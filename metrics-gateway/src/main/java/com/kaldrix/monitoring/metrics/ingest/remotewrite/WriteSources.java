package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.metrics.series.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The senders that have come, by who they are. Safe for several threads. */
final class WriteSources {
    /** Beyond these, senders share one source: their names are not ours to choose. */
    private static final int MOST = 200;

    private static final String OTHERS = "others";
    private static final Duration REFUSED_FOR = Duration.ofSeconds(30);

    private final Map<String, WriteSource> sources = new ConcurrentHashMap<>();
    private final Map<WriteSource, SampleRate> rates = new ConcurrentHashMap<>();
    private final long samplesPerSecond;
    private final Clock clock;

    WriteSources(long samplesPerSecond, Clock clock) {
        this.samplesPerSecond = samplesPerSecond;
        this.clock = clock;
    }

    WriteSource of(Actor actor) {
        String name = sources.containsKey(actor.name()) || sources.size() < MOST ? actor.name() : OTHERS;
        return sources.computeIfAbsent(name, key -> new WriteSource(new Source("remote-write", key)));
    }

    SampleRate rate(WriteSource source) {
        return rates.computeIfAbsent(source, key -> new SampleRate(samplesPerSecond, System.nanoTime()));
    }

    /** Series that were refused in this half minute are not asked for again: a number that grows with time. */
    long refusedSince() {
        return clock.millis() / REFUSED_FOR.toMillis();
    }

    /** What is known of metrics is to be said anew, for readers that have not heard it. To be called every ten minutes. */
    void sayMetadataAgain() {
        sources.values().forEach(WriteSource::sayMetadataAgain);
    }

    /** What was not used lately is forgotten. To be called every half hour. */
    void turn() {
        sources.values().forEach(WriteSource::turn);
    }
}
