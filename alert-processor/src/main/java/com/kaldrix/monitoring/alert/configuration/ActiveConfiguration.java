package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.oncall.Person;
import com.kaldrix.monitoring.alert.oncall.Target;
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
import org.jspecify.annotations.Nullable;

/** The configuration in force. A wrong one is refused and the old one stays. */
public final class ActiveConfiguration implements Receivers {
    /** What the second of two proposed files is called in problems. */
    public static final String PROPOSED_RULES = "proposed kaldrix.yml";

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

    /**
     * Reads a configuration that somebody proposes, as if it stood in place of the files; what holds stays as it is.
     *
     * @param alertmanager Alertmanager's file; null for the one that stands there
     * @param kaldrix {@code kaldrix.yml}; null for the one that stands there
     * @throws ConfigurationException with all that is wrong with it
     */
    public Configuration propose(@Nullable String alertmanager, @Nullable String kaldrix) {
        return source.propose(alertmanager, kaldrix);
    }

    @Override
    public Optional<Receiver> find(String name) {
        return receiver(current(), name);
    }

    /** People are receivers too. */
    private static Optional<Receiver> receiver(Configuration now, String name) {
        return now.receiver(name).or(() -> person(now, name).map(Person::receiver));
    }

    @Override
    public String title(String name) {
        return person(current(), name).map(Person::name).orElse(name);
    }

    private static Optional<Person> person(Configuration now, String name) {
        return Target.parse(name)
                .filter(target -> target.kind() == Target.Kind.PERSON)
                .flatMap(target -> now.kaldrix().directory().person(target.name()));
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
        return receiver(now, address.receiver())
                .flatMap(receiver -> Optional.ofNullable(receiver.addressed().get(address)))
                .map(integration ->
                        new Addressee(integration, now.alertmanager().templates()));
    }

    @Override
    public Optional<String> fallback(String receiver) {
        return current().kaldrix().fallbacks().find(receiver);
    }
}
