package com.kaldrix.monitoring.common.yaml;

import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads secrets, in place or from a file of their own, and addresses. What is wrong with a secret is said without it. */
public final class Secrets {
    /** What stands in place of a secret where a configuration is shown. */
    private static final String MASK = "<secret>";

    private Secrets() {}

    /** The secret under {@code key}, or the content of the file under {@code fileKey}; null when neither is there. */
    public static @Nullable Secret secretOrNull(Section section, String key, String fileKey) {
        section.atMostOne(key, fileKey);
        section.markSecret(key);
        String text = section.text(key);
        if (text.equals(MASK)) {
            section.problem(key, "this is the mask of a secret, not the secret; the file comes from a printout");
            return null;
        }
        Optional<String> secret = text.isEmpty() ? section.content(fileKey) : Optional.of(text);
        return secret.map(Secret::new).orElse(null);
    }

    /** As {@link #secretOrNull}, for one in which templates are allowed elsewhere. */
    public static @Nullable Secret templatedSecretOrNull(Section section, String key, String fileKey) {
        if (section.text(key).contains("{{")) {
            section.words(key);
            return null;
        }
        return secretOrNull(section, key, fileKey);
    }

    /** As {@link #secretOrNull}, for an address that is secret as a whole. */
    public static @Nullable Secret urlOrNull(Section section, String key, String fileKey) {
        Secret secret = templatedSecretOrNull(section, key, fileKey);
        if (secret == null) {
            return null;
        }
        Optional<String> wrong = wrongWith(secret.value());
        if (wrong.isPresent()) {
            section.problem(section.has(key) ? key : fileKey, wrong.get());
            return null;
        }
        return secret;
    }

    /** An address that may be shown; empty when absent or, with a problem noted, no address. */
    public static Optional<URI> url(Section section, String key) {
        String text = section.words(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> wrong = wrongWith(text);
        wrong.ifPresent(reason -> section.problem(key, reason));
        return wrong.isPresent() ? Optional.empty() : Optional.of(URI.create(text));
    }

    /** Why a text is no address to send to; empty when it is one. */
    public static Optional<String> wrongWith(String text) {
        try {
            URI uri = new URI(text);
            if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
                return Optional.of("an address must begin with http:// or https://");
            }
            return uri.getHost() == null ? Optional.of("the address names no host") : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("this is no address: " + e.getReason() + " at position " + e.getIndex());
        }
    }
}
