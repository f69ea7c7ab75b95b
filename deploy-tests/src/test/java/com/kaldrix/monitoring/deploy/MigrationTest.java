package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import com.kaldrix.monitoring.local.stack.AppLayout;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jobs that migrate before a roll-out: with their own environment the packaged service migrates an empty database, and ends. */
class MigrationTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"alert-processor", "anomaly-processor", "compliance-reporter"})
    void theServiceMigratesAndEnds(String service) throws Exception {
        AppLayout layout =
                AppLayout.of(Project.ROOT, ServiceDefinition.named(service).orElseThrow());
        try (TestDatabase database = LocalPostgres.shared().freshDatabase()) {
            Map<String, String> environment = new HashMap<>(environment(service));
            // The container's /tmp is this test's folder.
            environment.replaceAll((name, value) -> value.replace("/tmp/", folder + "/"));
            environment.merge("JDK_JAVA_OPTIONS", " -XX:TieredStopAtLevel=1 -Xmx400m", String::concat);
            environment.put("SPRING_DATASOURCE_URL", database.jdbcUrl());
            environment.put("SPRING_DATASOURCE_USERNAME", database.username());
            environment.put("SPRING_DATASOURCE_PASSWORD", database.password());
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Program.Said said = Program.run(
                    folder, environment, List.of(java, "-jar", layout.jar().toString()));
            assertThat(said.exit()).as(said.text()).isZero();
            long scripts = Project.files(
                            Project.ROOT.resolve(service).resolve("src/main/resources/db/migration"), ".sql")
                    .size();
            try (Connection connection =
                            DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "select count(*) from flyway_schema_history where success and version is not null")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(scripts);
            }
        }
    }

    private static Map<String, String> environment(String service) {
        for (HasMetadata object : Chart.objects(Chart.everything())) {
            if (object instanceof Job job && job.getMetadata().getName().equals(service + "-migration")) {
                Container container =
                        job.getSpec().getTemplate().getSpec().getContainers().getFirst();
                Map<String, String> environment = new HashMap<>();
                container.getEnv().forEach(variable -> environment.put(variable.getName(), variable.getValue()));
                return environment;
            }
        }
        throw new AssertionError("there is no job that migrates " + service);
    }
}
