package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration comes from. Without an Alertmanager file the routes are built in, over the channels that the
 * variables {@code SNS_TOPIC_ARN}, {@code PAGERDUTY_KEY} and {@code SLACK_WEBHOOK} name ({@code KALDRIX_PAGERDUTY_URL}
 * replaces PagerDuty's address). Without {@code kaldrix.yml} the severity rules are built in, and so is the escalation of
 * the built-in routes; routes from a file escalate only when {@code kaldrix.yml} says so.
 */
public final class ConfigurationSource {
    private static final String BUILT_IN_RULES = "/defaults/kaldrix.yml";
    private static final long SIZE_LIMIT = 4L * 1024 * 1024;

    private final @Nullable Path alertmanagerPath;
    private final @Nullable Path kaldrixPath;
    private final Map<String, String> environment;
    private final FirstNotification firstNotification;

    /**
     * @param alertmanagerPath Alertmanager's file; null for the built-in routes
     * @param kaldrixPath {@code kaldrix.yml}; null for the built-in rules
     * @param environment environment variables
     * @param firstNotification whom the built-in routes tell at once
     */
    public ConfigurationSource(
            @Nullable Path alertmanagerPath,
            @Nullable Path kaldrixPath,
            Map<String, String> environment,
            FirstNotification firstNotification) {
        this.alertmanagerPath = alertmanagerPath;
        this.kaldrixPath = kaldrixPath;
        this.environment = Map.copyOf(environment);
        this.firstNotification = firstNotification;
    }

    /**
     * Reads everything anew.
     *
     * @throws ConfigurationException with all that is wrong with both files
     */
    public Configuration load() {
        List<Problem> problems = new ArrayList<>();
        Optional<AlertmanagerFile> alertmanager = Optional.empty();
        String alertmanagerText = "";
        try {
            alertmanagerText = alertmanagerText();
            alertmanager = Optional.of(alertmanager(alertmanagerText));
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
        }
        KnownReceivers receivers =
                alertmanager.map(file -> KnownReceivers.of(file.receivers())).orElseGet(KnownReceivers::unknown);
        Optional<KaldrixFile> kaldrix = Optional.empty();
        String kaldrixText = "";
        try {
            kaldrixText = kaldrixPath == null ? builtInRules() : read(kaldrixPath);
            kaldrix = Optional.of(kaldrix(kaldrixText, receivers));
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
        }
        if (alertmanager.isEmpty() || kaldrix.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Configuration(
                alertmanager.get(), kaldrix.get(), hash(texts(alertmanager.get(), alertmanagerText, kaldrixText)));
    }

    /** The text of Alertmanager's file, given or built in; holds secrets. */
    String alertmanagerText() {
        return alertmanagerPath == null
                ? new BuiltInRoutes(environment, firstNotification).text()
                : read(alertmanagerPath);
    }

    private AlertmanagerFile alertmanager(String text) {
        if (alertmanagerPath == null) {
            return AlertmanagerFile.parse(BuiltInRoutes.NAME, text, Path.of(""));
        }
        Path directory =
                Objects.requireNonNullElse(alertmanagerPath.toAbsolutePath().getParent(), Path.of("/"));
        return AlertmanagerFile.parse(alertmanagerPath.toString(), text, directory);
    }

    private KaldrixFile kaldrix(String text, KnownReceivers receivers) {
        KnownReceivers builtInReceivers = alertmanagerPath == null ? receivers : KnownReceivers.unknown();
        KaldrixFile builtIn =
                KaldrixFile.parse("built-in rules", builtInRules(), builtInReceivers, KaldrixFile.NOTHING);
        KaldrixFile defaults = alertmanagerPath == null ? builtIn : builtIn.withoutEscalation();
        return kaldrixPath == null ? defaults : KaldrixFile.parse(kaldrixPath.toString(), text, receivers, defaults);
    }

    private static String builtInRules() {
        try (InputStream resource = Objects.requireNonNull(
                ConfigurationSource.class.getResourceAsStream(BUILT_IN_RULES), "the jar holds " + BUILT_IN_RULES)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        String name = path.toString();
        try {
            if (Files.size(path) > SIZE_LIMIT) {
                throw refused(name, "the file is larger than " + SIZE_LIMIT + " bytes");
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw refused(name, "there is no such file");
        } catch (CharacterCodingException e) {
            throw refused(name, "the file is no UTF-8 text");
        } catch (IOException e) {
            throw refused(name, "the file cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static ConfigurationException refused(String file, String reason) {
        return new ConfigurationException(List.of(Problem.of(file, "", reason)));
    }

    private static List<String> texts(AlertmanagerFile file, String alertmanagerText, String kaldrixText) {
        List<String> texts = new ArrayList<>(List.of(alertmanagerText, kaldrixText));
        file.templates().files().forEach(template -> texts.add(template.text()));
        return texts;
    }

    private static String hash(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
