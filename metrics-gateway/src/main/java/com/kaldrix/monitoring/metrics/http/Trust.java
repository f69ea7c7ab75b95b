package com.kaldrix.monitoring.metrics.http;

import java.nio.file.Path;

/** Whose certificates are taken. */
public sealed interface Trust {
    /** Those that the platform trusts. */
    record Platform() implements Trust {}

    /** Any, whatever host they name. */
    record Anyone() implements Trust {}

    /** Those that certificates in a file, in PEM, vouch for. */
    record InFile(Path path) implements Trust {}

    /** Those that these certificates, in PEM, vouch for. */
    record Given(String pem) implements Trust {}
}
