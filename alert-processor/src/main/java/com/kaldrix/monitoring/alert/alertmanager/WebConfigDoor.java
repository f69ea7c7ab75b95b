package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks everybody for a name and a password, as Alertmanager does with {@code --web.config.file}. The file is read again when it has
 * changed; one that is wrong then changes nothing.
 */
final class WebConfigDoor extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(WebConfigDoor.class);
    private static final String BASIC = "Basic ";

    private final Path file;
    private final BCryptPasswordEncoder passwords = new BCryptPasswordEncoder();
    /** So that an unknown name takes as long as a wrong password. */
    private final String nobody;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private WebConfig config;
    private FileTime changed;

    /** @throws ConfigurationException if the file is wrong */
    WebConfigDoor(Path file) {
        this.file = file;
        this.nobody = Objects.requireNonNull(passwords.encode(UUID.randomUUID().toString()));
        this.changed = changedAt();
        this.config = WebConfig.read(file);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        WebConfig current = current();
        if (current.users().isEmpty() || isKnown(current, request.getHeader("Authorization"))) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("WWW-Authenticate", "Basic");
        response.setContentType("text/plain;charset=utf-8");
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.getWriter().println("Unauthorized");
    }

    private boolean isKnown(WebConfig current, @Nullable String header) {
        return credentials(header)
                .filter(pair -> {
                    int colon = pair.indexOf(':');
                    String hash = current.users().get(pair.substring(0, colon));
                    String id = hash + "\n" + pair;
                    if (hash != null && known.contains(digest(id))) {
                        return true;
                    }
                    boolean right = passwords.matches(pair.substring(colon + 1), hash == null ? nobody : hash);
                    if (right && hash != null) {
                        if (known.size() > 1000) {
                            known.clear();
                        }
                        known.add(digest(id));
                    }
                    return right && hash != null;
                })
                .isPresent();
    }

    /** What was right once is remembered, because bcrypt takes a tenth of a second each time. */
    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Optional<String> credentials(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            byte[] pair =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            return Optional.of(new String(pair, StandardCharsets.UTF_8)).filter(text -> text.indexOf(':') >= 0);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private synchronized WebConfig current() {
        FileTime now = changedAt();
        if (!now.equals(changed)) {
            changed = now;
            try {
                config = WebConfig.read(file);
            } catch (ConfigurationException wrong) {
                LOG.atError().log("{}", wrong.getMessage());
            }
        }
        return config;
    }

    private FileTime changedAt() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
