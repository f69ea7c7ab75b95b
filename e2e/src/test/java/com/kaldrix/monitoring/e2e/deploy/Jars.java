package com.kaldrix.monitoring.e2e.deploy;

import com.kaldrix.monitoring.local.net.LocalPorts;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import com.kaldrix.monitoring.local.stack.AdminToken;
import com.kaldrix.monitoring.local.supervise.Backoff;
import com.kaldrix.monitoring.local.supervise.ServiceProcess;
import com.kaldrix.monitoring.local.supervise.ServiceSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services' jars, each told by its environment alone, with databases of their own. */
final class Jars implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("kaldrix.root", ""));
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final Path folder;
    private final URI aws;
    private final AdminToken token;
    private final List<ServiceProcess> processes = new ArrayList<>();
    private final List<TestDatabase> databases = new ArrayList<>();

    Jars(Path folder, URI aws) throws IOException {
        this.folder = folder;
        this.aws = aws;
        this.token = AdminToken.in(folder.resolve("token"));
    }

    /** A service that was started. */
    record Started(ServiceProcess process, URI address, String token) {
        void awaitReady() throws InterruptedException {
            process.awaitReady(READY_WITHIN, line -> {});
        }

        String get(String path) throws IOException, InterruptedException {
            return Web.get(URI.create(address + path), token);
        }

        void post(String path, String json) throws IOException, InterruptedException {
            Web.post(URI.create(address + path), token, json);
        }

        /** The sum of a metric over all labels that contain a text. */
        double metric(String name, String labels) throws IOException, InterruptedException {
            return get("/actuator/prometheus")
                    .lines()
                    .filter(line -> line.startsWith(name + "{") && line.contains(labels))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /**
     * Starts a service.
     *
     * @param database which one it has; empty for none
     * @param environment what it is told, beside where the emulated AWS and its database are
     */
    Started start(String service, String database, Map<String, String> environment) throws IOException {
        Path own = Files.createDirectories(folder.resolve(service));
        int port = LocalPorts.free();
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("SERVER_PORT", Integer.toString(port));
        all.put("AWS_ENDPOINT_URL", aws.toString());
        all.put("AWS_ACCESS_KEY_ID", "local");
        all.put("AWS_SECRET_ACCESS_KEY", "local");
        all.put("KALDRIX_SECURITY_TOKEN_FILE", token.file().toString());
        all.put("KALDRIX_EXTERNAL_URL", "http://localhost:" + port);
        if (database.isEmpty()) {
            all.put("KALDRIX_BUFFER_DIRECTORY", own.resolve("buffer").toString());
            all.put("KALDRIX_STATE_DIRECTORY", own.resolve("state").toString());
        } else {
            TestDatabase made = LocalPostgres.shared().freshDatabase();
            databases.add(made);
            all.put("SPRING_DATASOURCE_URL", made.jdbcUrl());
            all.put("SPRING_DATASOURCE_USERNAME", made.username());
            all.put("SPRING_DATASOURCE_PASSWORD", made.password());
        }
        Path jar = ROOT.resolve(service).resolve("target").resolve(service + ".jar");
        ServiceProcess process = new ServiceProcess(
                new ServiceSpec(
                        service,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-jar",
                                jar.toString()),
                        all,
                        own,
                        ServiceSpec.Files.under(folder, service),
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")),
                Backoff.DEFAULT,
                Clock.systemUTC());
        processes.add(process);
        process.start();
        return new Started(process, URI.create("http://127.0.0.1:" + port), token.value());
    }

    @Override
    public void close() {
        processes.forEach(process -> process.stop(STOP_WITHIN));
        databases.forEach(TestDatabase::close);
    }
}
