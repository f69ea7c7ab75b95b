package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A release's configuration and its pods' logs are kept and come back, and no secret goes along. Helm and kubectl are stood in for, with a manifest that
 * Helm rendered, for there is no cluster.
 */
@Tag("external")
class ConfigBackupTest {
    @TempDir
    Path folder;

    @BeforeEach
    void programs() throws IOException {
        Files.writeString(
                folder.resolve("manifest.yaml"),
                Chart.render(Chart.variants().stream()
                        .filter(variant -> variant.name().equals("local"))
                        .findFirst()
                        .orElseThrow()));
        Files.writeString(folder.resolve("values.json"), """
                {"region": "us-east-1", "secrets": {"mode": "plain", "plain": {"alert-processor": {"SPRING_DATASOURCE_PASSWORD": "hush"}}}}""");
        program("helm", """
                printf 'helm %s\\n' "$*" >>"$FOLDER/calls"
                case "$1 $2" in
                  "get values") cat "$FOLDER/values.json" ;;
                  "get manifest") cat "$FOLDER/manifest.yaml" ;;
                esac
                """);
        program("kubectl", """
                case "$*" in
                  *"get configmaps"*) echo 'kind: List' ;;
                  *"get secrets -o json"*) echo '{"items": [{"metadata": {"name": "alert-processor"}, "data": {"SPRING_DATASOURCE_PASSWORD": "aHVzaA=="}}, {"metadata": {"name": "gone"}}]}' ;;
                  *"get secret gone"*) exit 1 ;;
                  *"get pods"*) printf 'pod/alert-processor-1\\npod/metrics-gateway-0\\n' ;;
                  *" logs "*) echo "2026-11-27T03:00:00Z $*" ;;
                esac
                """);
    }

    @Test
    void configurationComesBackAndSecretsStayWhereTheyAre() throws Exception {
        Path backups = folder.resolve("backups");
        Program.Said kept = script("backup.sh", "--to", backups.toString(), "--only", "config");
        assertThat(kept.exit()).as(kept.text()).isZero();
        StringBuilder all = new StringBuilder();
        for (Path file : Project.files(backups, "")) {
            all.append(Files.readString(file));
        }
        assertThat(all.toString())
                .contains("kind: Deployment", "SPRING_DATASOURCE_PASSWORD")
                .doesNotContain(
                        "hush",
                        "aHVzaA",
                        "kind: Secret\n",
                        "kaldrix-local-token\n",
                        "signs-addresses-of-this-machine-alone");

        Program.Said refused = script("restore.sh", "config", "--from", backups.toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.text()).contains("secrets.mode: plain");
        Program.Said restored = script(
                "restore.sh",
                "config",
                "--from",
                backups.toString(),
                "--values",
                folder.resolve("values.json").toString());
        assertThat(restored.exit()).as(restored.text()).isZero();
        assertThat(restored.text()).contains("these secrets were there and are not now: gone");
        assertThat(Files.readString(folder.resolve("calls")))
                .containsPattern(
                        "upgrade --install kaldrix-monitoring \\S+/helm/kaldrix-monitoring -n kaldrix-monitoring -f \\S+/config/values.json -f ");
    }

    @Test
    void logsOfPodsComeBack() throws Exception {
        Path backups = folder.resolve("backups");
        Program.Said kept = script("backup.sh", "--to", backups.toString(), "--only", "logs");
        assertThat(kept.exit()).as(kept.text()).isZero();
        Path to = folder.resolve("back");
        Program.Said restored = script("restore.sh", "logs", "--from", backups.toString(), "--to", to.toString());
        assertThat(restored.exit()).as(restored.text()).isZero();
        assertThat(Program.run(folder, Map.of(), List.of("bash", "-c", "zcat back/*.gz"))
                        .text())
                .contains("logs pod/alert-processor-1 --all-containers --since=24h", "logs pod/metrics-gateway-0");
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(folder.resolve("bin")).resolve(name), "#!/usr/bin/env bash\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Program.Said script(String name, String... options) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("bash", Project.SCRIPTS.resolve(name).toString()));
        command.addAll(List.of(options));
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("FOLDER", folder.toString());
        return Program.run(folder, environment, command);
    }
}
