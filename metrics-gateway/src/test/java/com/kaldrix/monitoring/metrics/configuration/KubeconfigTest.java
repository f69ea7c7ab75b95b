package com.kaldrix.monitoring.metrics.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.metrics.http.Authorization;
import com.kaldrix.monitoring.metrics.http.Trust;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeconfigTest {
    private static final String CONFIG = """
            apiVersion: v1
            kind: Config
            preferences: {}
            current-context: here
            contexts:
              - name: elsewhere
                context: {cluster: far, user: nobody}
              - name: here
                context: {cluster: near, user: gateway, namespace: shop}
            clusters:
              - name: near
                cluster: {server: 'https://10.0.0.1:6443', insecure-skip-tls-verify: true}
              - name: far
                cluster: {server: 'https://10.0.0.2:6443'}
            users:
              - name: gateway
                user: {tokenFile: token}
              - name: nobody
                user: {token: other}
            """;

    @TempDir
    private Path folder = Path.of("");

    private Discovery.InKubernetes read(String kubeconfig) throws IOException {
        Files.writeString(folder.resolve("config"), kubeconfig);
        Files.writeString(folder.resolve("token"), "sesame\n");
        PrometheusFile file = PrometheusFile.parse("prometheus.yml", """
                scrape_configs:
                  - job_name: pods
                    kubernetes_sd_configs:
                      - {role: pod, kubeconfig_file: config, namespaces: {names: [shop]}}
                """, folder);
        return (Discovery.InKubernetes) file.jobs().getFirst().discoveries().getFirst();
    }

    @Test
    void takesTheClusterAndTheUserOfTheCurrentContext() throws IOException {
        Discovery.InKubernetes cluster = read(CONFIG);

        assertThat(cluster.server()).hasToString("https://10.0.0.1:6443");
        assertThat(cluster.access().trust()).isEqualTo(new Trust.Anyone());
        Authorization authorization = Objects.requireNonNull(cluster.access().authorization());
        assertThat(authorization.header().value()).isEqualTo("Bearer sesame");
        Files.writeString(folder.resolve("token"), "renewed");
        assertThat(authorization.header().value()).isEqualTo("Bearer renewed");
        assertThat(cluster.namespaces()).containsExactly("shop");
    }

    @Test
    void takesAnotherContextWithATokenInPlace() throws IOException {
        Discovery.InKubernetes cluster = read(CONFIG.replace("current-context: here", "current-context: elsewhere"));

        assertThat(cluster.server()).hasToString("https://10.0.0.2:6443");
        assertThat(cluster.access().trust()).isEqualTo(new Trust.Platform());
        assertThat(Objects.requireNonNull(cluster.access().authorization())
                        .header()
                        .value())
                .isEqualTo("Bearer other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "current-context: here | current-context: heer | there is no entry 'heer'; did you mean 'here'?",
                "cluster: near, | cluster: nowhere, | there is no entry 'nowhere'",
                "user: gateway | user: someone | there is no entry 'someone'",
                "'https://10.0.0.1:6443' | nothing | this must be an address",
                "tokenFile: token | tokenFile: missing | there is no file",
                "tokenFile: token | exec: {command: aws} | 'exec' is not supported yet",
                "insecure-skip-tls-verify: true | certificate-authority-data: bm90aGluZw== | no certificate",
                "kind: Config | kinds: Config | did you mean 'kind'?"
            })
    void namesWhatIsWrongInWhichFile(String right, String wrong, String reason) {
        assertThatThrownBy(() -> read(CONFIG.replace(right, wrong)))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        refused -> assertThat(refused.problems()).anySatisfy(problem -> {
                            assertThat(problem.line()).isEqualTo(4);
                            assertThat(problem.reason()).contains(reason).contains("config:");
                        }));
    }
}
