package com.kaldrix.monitoring.deploy;

import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.StackSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes the recordings anew from a suite that runs, such as a demo; see the README of this module. */
final class Recorder {
    private Recorder() {}

    /** Takes the port base, how many readings, and how many seconds lie between them. */
    public static void main(String[] arguments) throws Exception {
        StackSettings settings = KaldrixStack.builder(Project.ROOT)
                .ports(Ports.fromBase(Integer.parseInt(arguments[0])))
                .settings();
        int readings = Integer.parseInt(arguments[1]);
        Duration every = Duration.ofSeconds(Integer.parseInt(arguments[2]));
        ShownPages shown = new ShownPages(settings);
        Map<String, List<ExposedPage>> read = new TreeMap<>();
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            var ticking = clock.scheduleAtFixedRate(() -> look(shown, read), 0, every.toSeconds(), TimeUnit.SECONDS);
            while (!ticking.isDone() && size(read) < readings) {
                clock.schedule(() -> {}, 1, TimeUnit.SECONDS).get();
            }
            ticking.cancel(false);
        }
        for (Map.Entry<String, List<ExposedPage>> one : read.entrySet()) {
            Recording.write(one.getKey(), one.getValue(), every);
        }
    }

    private static int size(Map<String, List<ExposedPage>> read) {
        synchronized (read) {
            return read.values().stream().mapToInt(List::size).max().orElse(0);
        }
    }

    /** A reading of which a page is missing is left out, so that all recordings have the same times. */
    private static void look(ShownPages shown, Map<String, List<ExposedPage>> read) {
        try {
            Map<String, ExposedPage> pages = shown.read();
            synchronized (read) {
                pages.forEach((name, page) ->
                        read.computeIfAbsent(name, none -> new ArrayList<>()).add(page));
            }
            System.out.println("reading " + size(read));
        } catch (IOException e) {
            System.err.println("left out: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
