package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.NearMiss;
import com.kaldrix.monitoring.common.yaml.Problem;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.common.yaml.YamlText;
import com.kaldrix.monitoring.metrics.http.Authorization;
import com.kaldrix.monitoring.metrics.http.Credential;
import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.http.Trust;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The cluster of the current context of a file as {@code kubectl} uses it.
 *
 * @param server the API server
 * @param access how to reach it
 * @see <a href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/">kubeconfig (v1)</a>
 */
record Kubeconfig(URI server, HttpAccess access) {
    private static final String KEY = "kubeconfig_file";
    private static final int LIMIT = 1024 * 1024;
    private static final Keys FILE = Keys.of(
            "apiVersion", "kind", "preferences", "clusters", "contexts", "current-context", "users", "extensions");
    private static final Keys CLUSTER_ENTRY = Keys.of("name", "cluster");
    private static final Keys CLUSTER = Keys.of(
                    "server",
                    "certificate-authority",
                    "certificate-authority-data",
                    "insecure-skip-tls-verify",
                    "disable-compression",
                    "extensions")
            .refusing("tls-server-name", "proxy-url");
    private static final Keys CONTEXT_ENTRY = Keys.of("name", "context");
    private static final Keys CONTEXT = Keys.of("cluster", "user", "namespace", "extensions");
    private static final Keys USER_ENTRY = Keys.of("name", "user");
    private static final Keys USER = Keys.of("token", "tokenFile", "username", "password", "extensions")
            .refusing(
                    "client-certificate",
                    "client-certificate-data",
                    "client-key",
                    "client-key-data",
                    "exec",
                    "auth-provider",
                    "as",
                    "as-uid",
                    "as-groups",
                    "as-user-extra");

    /**
     * Reads a file.
     *
     * @param section names the file, and gets a problem when the file cannot be used
     * @return empty, with problems noted, when it is wrong
     */
    static Optional<Kubeconfig> read(Section section, Path file) {
        try {
            if (Files.size(file) > LIMIT) {
                section.problem(KEY, "the file '" + file + "' is larger than " + LIMIT + " bytes");
                return Optional.empty();
            }
            return Optional.of(parse(file, Files.readString(file)));
        } catch (IOException e) {
            section.problem(
                    KEY,
                    "the file '" + file + "' cannot be read: " + e.getClass().getSimpleName());
        } catch (ConfigurationException e) {
            for (Problem problem : e.problems()) {
                section.problem(KEY, problem.toString());
            }
        }
        return Optional.empty();
    }

    private static Kubeconfig parse(Path file, String text) {
        Path directory = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of("/"));
        Reading reading = new Reading(file.toString(), directory);
        @Nullable Node root = YamlText.compose(text, reading).orElse(null);
        if (root == null) {
            reading.finish();
            throw new IllegalStateException("a file without content is a problem");
        }
        Section all = Section.of(reading, "", root, FILE);
        Section context =
                Entries.of(all, "contexts", "context", CONTEXT_ENTRY, CONTEXT).find(all, "current-context");
        Section cluster =
                Entries.of(all, "clusters", "cluster", CLUSTER_ENTRY, CLUSTER).find(context, "cluster");
        Section user = Entries.of(all, "users", "user", USER_ENTRY, USER).find(context, "user");
        Optional<URI> server =
                cluster.require("server", "'server' is missing") ? Addresses.http(cluster, "server") : Optional.empty();
        HttpAccess access = new HttpAccess(authorization(user, directory), trust(cluster, directory), false);
        reading.finish();
        return new Kubeconfig(server.orElseThrow(), access);
    }

    /** Entries of a list by their names, and what stands for one that there is not. */
    private record Entries(Map<String, Section> byName, Section nothing) {
        static Entries of(Section all, String list, String key, Keys entry, Keys keys) {
            Map<String, Section> byName = new LinkedHashMap<>();
            for (Section section : all.sections(list, entry)) {
                byName.put(section.text("name"), section.section(key, keys));
            }
            return new Entries(byName, all.section("", keys));
        }

        Section find(Section from, String key) {
            String name = from.text(key);
            @Nullable Section entry = byName.get(name);
            if (entry == null) {
                from.problem(key, "there is no entry '" + name + "'" + NearMiss.hint(name, byName.keySet()));
                return nothing;
            }
            return entry;
        }
    }

    private static @Nullable Authorization authorization(Section user, Path directory) {
        if (user.has("tokenFile")) {
            Optional<Path> file = FilePath.read(user, "tokenFile", directory);
            return file.isPresent() && user.content("tokenFile").isPresent()
                    ? new Authorization.Token("Bearer", new Credential.InFile(file.get()))
                    : null;
        }
        if (user.has("token")) {
            return new Authorization.Token("Bearer", new Credential.Given(new Secret(user.text("token"))));
        }
        return user.has("username")
                ? new Authorization.Basic(
                        user.text("username"), new Credential.Given(new Secret(user.text("password"))))
                : null;
    }

    private static Trust trust(Section cluster, Path directory) {
        if (cluster.flag("insecure-skip-tls-verify", false)) {
            return new Trust.Anyone();
        }
        if (cluster.has("certificate-authority-data")) {
            String key = "certificate-authority-data";
            return AccessReader.checked(cluster, key, new Trust.Given(decoded(cluster.text(key))));
        }
        if (cluster.has("certificate-authority")) {
            String key = "certificate-authority";
            return FilePath.read(cluster, key, directory)
                    .map(path -> AccessReader.checked(cluster, key, new Trust.InFile(path)))
                    .orElseGet(Trust.Platform::new);
        }
        return new Trust.Platform();
    }

    /** What is no Base64 is no certificate either, which is then said. */
    private static String decoded(String data) {
        try {
            return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }
}
