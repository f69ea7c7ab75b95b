package com.kaldrix.monitoring.metrics.http;

import com.kaldrix.monitoring.common.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret that proves who we are. */
public sealed interface Credential {
    /**
     * The secret as it is now.
     *
     * @throws IOException when its file cannot be read or is too large
     */
    Secret read() throws IOException;

    /** A secret in the configuration. */
    record Given(Secret secret) implements Credential {
        @Override
        public Secret read() {
            return secret;
        }
    }

    /** A secret in a file, which is read each time, so that it can be renewed while the gateway runs. */
    record InFile(Path path) implements Credential {
        private static final int LIMIT = 64 * 1024;

        @Override
        public Secret read() throws IOException {
            if (Files.size(path) > LIMIT) {
                throw new IOException("the file '" + path + "' is larger than a secret can be");
            }
            return new Secret(Files.readString(path).strip());
        }
    }
}
