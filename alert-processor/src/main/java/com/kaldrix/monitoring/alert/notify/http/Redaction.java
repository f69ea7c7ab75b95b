package com.kaldrix.monitoring.alert.notify.http;

import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what the other side says: servers like to quote the path or the key that they do not know. The
 * address counts as a secret as a whole and in its parts that look like keys.
 */
final class Redaction {
    private static final int SHORTEST = 6;
    private static final int KEY_LENGTH = 9;

    private final List<String> secrets;

    private Redaction(Set<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    static Redaction of(List<URI> addresses, HttpCall call) {
        Set<String> secrets = new HashSet<>();
        for (URI uri : addresses) {
            secrets.add(uri.toString());
            parts(secrets, uri.getRawPath(), "/");
            parts(secrets, uri.getPath(), "/");
            parts(secrets, uri.getRawQuery(), "[&=]");
            parts(secrets, uri.getQuery(), "[&=]");
            parts(secrets, uri.getUserInfo(), ":");
        }
        HttpAuthorization authorization = call.options().authorizationOrNull();
        if (authorization != null) {
            String credentials = authorization.credentials().value();
            secrets.add(credentials);
            parts(secrets, basic(credentials), ":");
        }
        Stream.of(call.options().headers(), call.options().proxy().headers())
                .flatMap(headers -> headers.values().stream().flatMap(List::stream))
                .map(Secret::value)
                .filter(value -> value.length() >= KEY_LENGTH)
                .forEach(secrets::add);
        call.secrets().stream().map(Secret::value).forEach(secrets::add);
        return new Redaction(secrets);
    }

    private static void parts(Set<String> secrets, @Nullable String text, String separator) {
        if (text == null || text.isEmpty()) {
            return;
        }
        secrets.add(text);
        Arrays.stream(text.split(separator))
                .filter(part -> part.length() >= KEY_LENGTH)
                .forEach(secrets::add);
    }

    private static @Nullable String basic(String credentials) {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    String in(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "<secret>");
        }
        return clean;
    }
}
