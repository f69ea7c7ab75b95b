package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.objects.ObjectContent;
import com.kaldrix.monitoring.common.objects.ObjectEntry;
import com.kaldrix.monitoring.common.objects.Objects;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Somebody else does something just before the first object is created. */
final class Overtaken implements Objects {
    private final Objects objects;
    private final Runnable somebody;
    private final AtomicBoolean done = new AtomicBoolean();

    Overtaken(Objects objects, Runnable somebody) {
        this.objects = objects;
        this.somebody = somebody;
    }

    @Override
    public void put(String key, ObjectContent content) {
        objects.put(key, content);
    }

    @Override
    public boolean createIfAbsent(String key, ObjectContent content) {
        if (done.compareAndSet(false, true)) {
            somebody.run();
        }
        return objects.createIfAbsent(key, content);
    }

    @Override
    public Optional<InputStream> get(String key) {
        return objects.get(key);
    }

    @Override
    public Stream<ObjectEntry> list(String prefix) {
        return objects.list(prefix);
    }

    @Override
    public String location() {
        return objects.location();
    }

    @Override
    public void close() {
        objects.close();
    }
}
