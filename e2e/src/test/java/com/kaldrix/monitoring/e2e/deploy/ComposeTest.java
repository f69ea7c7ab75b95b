package com.kaldrix.monitoring.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml} is the stack of {@code ./kaldrix up} in containers: the same names, the same ports. */
class ComposeTest {
    private static final Path ROOT = Path.of(System.getProperty("kaldrix.root", ""));
    private static final Pattern VARIABLE = Pattern.compile("\"([A-Z][A-Z0-9_]+)\"");

    private final Map<String, Map<String, Object>> services = services();

    @Test
    void portsAreThoseOfTheCommandLineAndOpenToThisMachineAlone() {
        Map<String, String> ports = new TreeMap<>();
        services.forEach((name, service) -> ports.put(
                name,
                texts(service, "ports").stream()
                        .peek(port -> assertThat(port).startsWith("127.0.0.1:"))
                        .map(port -> port.split(":", -1)[1])
                        .collect(Collectors.joining(","))));
        for (ServiceDefinition service : ServiceDefinition.all()) {
            assertThat(ports).containsEntry(service.label(), Integer.toString(Ports.DEFAULT.of(service, 0)));
        }
        assertThat(ports)
                .containsEntry("aws", Integer.toString(Ports.DEFAULT.aws()))
                .containsEntry("postgres", Integer.toString(Ports.DEFAULT.postgres()))
                .containsEntry("mail", Ports.DEFAULT.smtp() + "," + Ports.DEFAULT.sinks());
    }

    @Test
    void servicesAreToldWhatTheCommandLineTellsThem() throws IOException {
        for (ServiceDefinition service : ServiceDefinition.all()) {
            Set<String> told = environment(service.label()).keySet();
            String source =
                    Files.readString(ROOT.resolve("local-stack/src/main/java/com/kaldrix/monitoring/local/stack/"
                            + javaName(service.label()) + "Environment.java"));
            Set<String> known = VARIABLE.matcher(source)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            known.add("KALDRIX_CONFIGURATION_FILE");
            assertThat(known).as(service.label()).containsAll(told);
            assertThat(told)
                    .as(service.label())
                    .containsAll(known.stream()
                            .filter(name -> name.startsWith("KALDRIX_TOPICS_")
                                    || name.startsWith("SPRING_")
                                    || name.startsWith("KALDRIX_INTAKE_")
                                    || name.startsWith("KALDRIX_GLOBAL_")
                                    || name.equals("KALDRIX_SECURITY_TOKEN_FILE"))
                            .toList());
            assertThat(environment(service.label()))
                    .containsEntry("SERVER_PORT", Integer.toString(Ports.DEFAULT.of(service, 0)));
        }
    }

    @Test
    void topicsAndQueuesAreThoseThatTheModuleMakes() throws IOException {
        String module = Files.readString(ROOT.resolve("terraform/modules/messaging/main.tf"))
                + Files.readString(ROOT.resolve("terraform/modules/messaging/queues.tf"));
        Pattern made = Pattern.compile("local-kaldrix-([a-z-]+)");
        List<String> named = ServiceDefinition.all().stream()
                .flatMap(service -> environment(service.label()).values().stream())
                .flatMap(value -> made.matcher(value).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(6)
                .allSatisfy(name -> assertThat(module).contains(name));
        assertThat(environment("anomaly-processor").get("KALDRIX_SHARDS_COUNT"))
                .as("as many queues as deploy/provision makes")
                .isEqualTo(Pattern.compile("anomaly_queues = (\\d+)")
                        .matcher(Files.readString(ROOT.resolve("deploy/provision/main.tf")))
                        .results()
                        .map(found -> found.group(1))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void imagesArePinnedAndServicesMayWriteNowhereElse() {
        services.forEach((name, service) -> {
            String image = String.valueOf(service.get("image"));
            assertThat(service.containsKey("build") || image.matches(".+:[a-z]*[0-9].*"))
                    .as("%s: %s", name, image)
                    .isTrue();
        });
        for (ServiceDefinition service : ServiceDefinition.all()) {
            assertThat(service(service.label()))
                    .containsEntry("read_only", true)
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("tmpfs", List.of("/tmp"));
        }
    }

    @Test
    void whatIsMountedIsThere() {
        services.values().stream()
                .flatMap(service -> texts(service, "volumes").stream())
                .filter(volume -> volume.startsWith("./") && !volume.startsWith("./dashboards/"))
                .map(volume -> volume.split(":", -1)[0])
                .forEach(path -> assertThat(ROOT.resolve(path)).exists());
    }

    @Test
    void theDockerfileNamesNoServiceAndRunsAsNobody() throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("deploy/Dockerfile"));
        String last = dockerfile.substring(dockerfile.lastIndexOf("\nFROM "));
        assertThat(last)
                .contains("USER 10001:10001", "HEALTHCHECK", "-XX:AOTCache=", "org.opencontainers.image.revision")
                .doesNotContain("alert-processor");
        for (String line :
                dockerfile.lines().filter(line -> line.startsWith("FROM ")).toList()) {
            assertThat(line).contains("eclipse-temurin:${JAVA}-");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        try {
            Map<String, Object> file = new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
            return (Map<String, Map<String, Object>>) Objects.requireNonNull(file.get("services"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Map<String, Object> service(String name) {
        return Objects.requireNonNull(services.get(name), name);
    }

    private Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        if (service(service).get("environment") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
        }
        return environment;
    }

    private static List<String> texts(Map<String, Object> service, String key) {
        return service.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String javaName(String label) {
        return Stream.of(label.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
