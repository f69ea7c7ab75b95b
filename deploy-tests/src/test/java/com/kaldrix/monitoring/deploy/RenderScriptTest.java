package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plain manifests that {@code scripts/render.sh} makes: those of the chart, each in its namespace. A stand-in says what Helm rendered. */
class RenderScriptTest {
    @TempDir
    Path folder;

    @Test
    void eachObjectIsInANamespaceOrOfTheWholeCluster() throws Exception {
        Files.writeString(folder.resolve("rendered.yaml"), Chart.render(Chart.everything()));
        Path helm = Files.writeString(
                Files.createDirectories(folder.resolve("bin")).resolve("helm"),
                "#!/usr/bin/env bash\nprintf '%s\\n' \"$*\" >\"$FOLDER/asked\"\ncat \"$FOLDER/rendered.yaml\"\n");
        assertThat(helm.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("FOLDER", folder.toString());
        Program.Said said = Program.run(
                folder,
                environment,
                List.of(
                        "bash",
                        Project.SCRIPTS.resolve("render.sh").toString(),
                        "--region",
                        "us-east-1",
                        "--to",
                        folder.resolve("k8s").toString()));
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(Files.readString(folder.resolve("asked"))).contains("--no-hooks", "values-us-east-1.yaml");

        List<String> rendered = new ArrayList<>();
        for (Path file : Project.files(folder.resolve("k8s/us-east-1"), ".yaml")) {
            for (String document : Chart.documents(Files.readString(file))) {
                HasMetadata object = object(document);
                String name = object.getKind() + "/" + object.getMetadata().getName();
                rendered.add(name);
                boolean whole = object.getKind().startsWith("Cluster")
                        || object.getKind().equals("PersistentVolume")
                        || object.getKind().equals("Namespace");
                if (whole) {
                    assertThat(object.getMetadata().getNamespace()).as(name).isNull();
                } else {
                    assertThat(object.getMetadata().getNamespace()).as(name).isIn("kaldrix-monitoring", "kaldrix");
                }
                // Twice the same key is an error to kubectl.
                assertThat(document.lines().filter(line -> line.startsWith("  namespace: ")))
                        .as(name)
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
        assertThat(rendered)
                .hasSize(Chart.objects(Chart.everything()).size() + 1)
                .contains("Namespace/kaldrix-monitoring", "PersistentVolume/kaldrix-monitoring-prometheus");
    }

    private static HasMetadata object(String document) throws IOException {
        if (Chart.parse(document) instanceof HasMetadata object) {
            return object;
        }
        throw new IOException(document);
    }
}
