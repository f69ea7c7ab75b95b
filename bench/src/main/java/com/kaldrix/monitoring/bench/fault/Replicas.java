package com.kaldrix.monitoring.bench.fault;

import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.supervise.ProcessFigures;
import com.kaldrix.monitoring.local.supervise.ServiceProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The replicas of alert-processor in a stack: kills and restarts them, and adds up what they cost while they work. */
public final class Replicas {
    private static final Duration READY = Duration.ofSeconds(90);

    private final KaldrixStack stack;
    private final List<String> names;
    private final Map<String, Duration> atReady = new HashMap<>();
    private final List<Long> resident = new ArrayList<>();
    private Duration spent = Duration.ZERO;

    /** Those of that stack, all of them ready. */
    public Replicas(KaldrixStack stack) {
        this.stack = stack;
        this.names = stack.services().keySet().stream().sorted().toList();
        names.forEach(this::ready);
    }

    /** Their names, in order. */
    public List<String> names() {
        return names;
    }

    /** Kills one as the kernel would that has run out of memory. */
    public void kill(String name) {
        ended(name);
        process(name).kill();
    }

    /** Starts one that was killed or stopped, and waits until it is ready. */
    public void restart(String name) throws InterruptedException {
        process(name).stop(Duration.ofSeconds(1));
        process(name).start();
        process(name).awaitReady(READY, line -> {});
        ready(name);
    }

    /**
     * Stops them all at once, in order.
     *
     * @param grace how long they may take
     * @return exit codes by name; a name is missing when the process had to be killed
     */
    public Map<String, Integer> stopAll(Duration grace) throws InterruptedException {
        Map<String, Integer> codes = new HashMap<>();
        List<Thread> stops = new ArrayList<>();
        for (String name : names) {
            ended(name);
            stops.add(Thread.ofVirtual()
                    .start(() -> process(name).stop(grace).ifPresent(code -> {
                        synchronized (codes) {
                            codes.put(name, code);
                        }
                    })));
        }
        for (Thread stop : stops) {
            stop.join();
        }
        return codes;
    }

    private ServiceProcess process(String name) {
        return stack.service(name);
    }

    private void ready(String name) {
        process(name).figures().map(ProcessFigures::cpu).ifPresent(cpu -> atReady.put(name, cpu));
    }

    private void ended(String name) {
        process(name).figures().ifPresent(figures -> {
            Duration before = atReady.remove(name);
            if (before != null) {
                spent = spent.plus(figures.cpu().minus(before));
            }
            OptionalLong bytes = figures.residentBytes();
            bytes.ifPresent(resident::add);
        });
    }

    /** Processor time that all of them together have used after they were ready. */
    public Duration spent() {
        Duration sum = spent;
        for (String name : names) {
            Duration before = atReady.getOrDefault(name, Duration.ZERO);
            sum = sum.plus(process(name)
                    .figures()
                    .map(figures -> figures.cpu().minus(before))
                    .orElse(Duration.ZERO));
        }
        return sum;
    }

    /** The memory of each when it ended or now, in bytes, least first. */
    public List<Long> resident() {
        List<Long> all = new ArrayList<>(resident);
        names.forEach(name -> process(name)
                .figures()
                .ifPresent(figures -> figures.residentBytes().ifPresent(all::add)));
        return all.stream().sorted().toList();
    }

    /** How many messages have been decided on and not been sent. */
    public int undelivered() {
        try (Connection connection = DriverManager.getConnection(
                        stack.postgres().jdbcUrl("alerts"),
                        stack.postgres().username(),
                        stack.postgres().password());
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select count(*) from delivery where state in ('pending', 'sending')")) {
            return rows.next() ? rows.getInt(1) : 0;
        } catch (SQLException away) {
            throw new IllegalStateException("the database cannot be asked", away);
        }
    }
}
