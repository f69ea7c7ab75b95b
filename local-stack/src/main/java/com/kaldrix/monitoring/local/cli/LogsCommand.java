package com.kaldrix.monitoring.local.cli;

import com.kaldrix.monitoring.local.supervise.ServiceLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Shows the logs of the stack's processes. */
final class LogsCommand {
    private static final int LINES = 50;
    private static final long POLL_MILLIS = 300;

    private final Path state;
    private final Arguments arguments;

    LogsCommand(Path state, Arguments arguments) {
        this.state = state;
        this.arguments = arguments;
    }

    int run() throws IOException, InterruptedException {
        Map<String, Path> logs = logs();
        if (logs.isEmpty()) {
            throw new UsageException("There are no logs yet; ./kaldrix up starts the stack.");
        }
        String wanted = arguments.word().orElse("");
        if (!wanted.isEmpty()) {
            Path log = logs.get(wanted);
            if (log == null) {
                throw new UsageException(
                        "There is no log of " + wanted + "; there are: " + String.join(", ", logs.keySet()) + ".");
            }
            logs = Map.of(wanted, log);
        }
        boolean many = logs.size() > 1;
        Map<String, Long> ends = new LinkedHashMap<>();
        for (Map.Entry<String, Path> log : logs.entrySet()) {
            ends.put(log.getKey(), Files.size(log.getValue()));
            for (String line : ServiceLog.lastLines(log.getValue(), LINES)) {
                print(many, log.getKey(), line);
            }
        }
        if (arguments.has("-f")) {
            follow(logs, ends, many);
        }
        return 0;
    }

    private void follow(Map<String, Path> logs, Map<String, Long> ends, boolean many)
            throws IOException, InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            for (Map.Entry<String, Path> log : logs.entrySet()) {
                long from = ends.getOrDefault(log.getKey(), 0L);
                ends.put(log.getKey(), printFrom(log.getKey(), log.getValue(), from, many));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Prints the whole lines from there on; returns where to go on. */
    private static long printFrom(String name, Path log, long from, boolean many) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = file.length() < from ? 0 : from;
            byte[] fresh = new byte[(int) Math.min(file.length() - start, 1 << 20)];
            file.seek(start);
            file.readFully(fresh);
            int end = fresh.length;
            while (end > 0 && fresh[end - 1] != '\n') {
                end--;
            }
            new String(fresh, 0, end, StandardCharsets.UTF_8).lines().forEach(line -> print(many, name, line));
            System.out.flush();
            return start + end;
        }
    }

    private static void print(boolean many, String name, String line) {
        System.out.println(many ? name + " | " + line : line);
    }

    private Map<String, Path> logs() throws IOException {
        Map<String, Path> logs = new TreeMap<>();
        Path folder = state.resolve("logs");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".log"))
                        .forEach(file ->
                                logs.put(String.valueOf(file.getFileName()).replaceFirst("\\.log$", ""), file));
            }
        }
        Path postgres = state.resolve("postgres").resolve("postgres.log");
        if (Files.exists(postgres)) {
            logs.put("postgres", postgres);
        }
        return logs;
    }
}
