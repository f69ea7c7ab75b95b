package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Addressee;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.alert.template.Templates;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The configuration in force. A wrong one is refused and the old one stays. */
public final class ActiveConfiguration implements Receivers {
    private final ConfigurationSource source;
    private final Clock clock;
    private final List<Consumer<Configuration>> listeners = new CopyOnWriteArrayList<>();
    private volatile Loaded loaded;
    private volatile boolean lastReloadSucceeded = true;

    /**
     * A configuration and when it was loaded.
     *
     * @param configuration what holds
     * @param at since when
     */
    public record Loaded(Configuration configuration, Instant at) {}

    /** @throws ConfigurationException if there is no configuration to begin with */
    public ActiveConfiguration(ConfigurationSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
        this.loaded = new Loaded(source.load(), clock.instant());
    }

    public Configuration current() {
        return loaded.configuration();
    }

    /** When the configuration in force was loaded. */
    public Instant loadedAt() {
        return loaded.at();
    }

    /** Whether what was last loaded was right. */
    public boolean lastReloadSucceeded() {
        return lastReloadSucceeded;
    }

    /** Calls {@code listener} after each successful reload, and once now. */
    public void listen(Consumer<Configuration> listener) {
        listeners.add(listener);
        listener.accept(current());
    }

    /**
     * Loads both files anew.
     *
     * @return what holds now
     * @throws ConfigurationException if they are wrong; what held before still holds
     */
    public synchronized Configuration reload() {
        lastReloadSucceeded = false;
        Configuration next = source.load();
        loaded = new Loaded(next, clock.instant());
        lastReloadSucceeded = true;
        listeners.forEach(listener -> listener.accept(next));
        return next;
    }

    @Override
    public Optional<Receiver> find(String name) {
        return current().receiver(name);
    }

    @Override
    public List<Receiver> all() {
        return current().receivers();
    }

    @Override
    public Templates templates() {
        return current().alertmanager().templates();
    }

    @Override
    public Optional<Addressee> addressee(Address address) {
        Configuration now = current();
        return now.receiver(address.receiver())
                .flatMap(receiver -> Optional.ofNullable(receiver.addressed().get(address)))
                .map(integration ->
                        new Addressee(integration, now.alertmanager().templates()));
    }

    @Override
    public Optional<String> fallback(String receiver) {
        return current().kaldrix().fallbacks().find(receiver);
    }
}
