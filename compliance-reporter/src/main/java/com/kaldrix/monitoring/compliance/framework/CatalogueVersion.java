package com.kaldrix.monitoring.compliance.framework;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over the content of a catalogue in its one form: every text as its length in bytes of UTF-8, a colon and the bytes; every list as its
 * length, a semicolon and its members. Members of records come in the order of their declaration.
 */
final class CatalogueVersion {
    private static final Comparator<Link> ORDER = Comparator.comparing(
                    (Link link) -> link.check().toString())
            .thenComparing(Link::source)
            .thenComparing(Link::confidence);

    private final MessageDigest digest;

    private CatalogueVersion(MessageDigest digest) {
        this.digest = digest;
    }

    /** @param frameworks sorted by id */
    static String of(List<Framework> frameworks) {
        try {
            CatalogueVersion version = new CatalogueVersion(MessageDigest.getInstance("SHA-256"));
            version.size(frameworks);
            frameworks.forEach(version::framework);
            return "sha256:" + HexFormat.of().formatHex(version.digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void framework(Framework framework) {
        text(framework.id());
        text(framework.label().name());
        text(framework.label().version());
        text(framework.label().publisher());
        size(framework.knownAs());
        framework.knownAs().stream().sorted().forEach(this::text);
        size(framework.domains());
        framework.domains().forEach(this::domain);
    }

    private void domain(Domain domain) {
        text(domain.id());
        text(domain.title());
        size(domain.requirements());
        domain.requirements().forEach(this::requirement);
    }

    private void requirement(Requirement requirement) {
        text(requirement.id());
        text(requirement.title());
        text(requirement.kind().word());
        size(requirement.links());
        requirement.links().stream().sorted(ORDER).forEach(link -> {
            text(link.check().toString());
            text(link.source());
            text(link.confidence().word());
        });
    }

    private void size(List<?> list) {
        digest.update((list.size() + ";").getBytes(StandardCharsets.UTF_8));
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
