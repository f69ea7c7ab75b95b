package com.kaldrix.monitoring.local.stack;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The token that opens the services of a local stack.
 *
 * @param file where it is kept, readable by its owner only
 * @param value the token
 * @param isNew whether it was made just now
 */
public record AdminToken(Path file, String value, boolean isNew) {
    private static final int BYTES = 32;

    /** Reads the token in that file; makes it when there is none. */
    public static AdminToken in(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException exists) {
            String value = Files.readString(file).strip();
            if (!value.isEmpty()) {
                return new AdminToken(file, value, false);
            }
        }
        Files.writeString(file, fresh + "\n");
        return new AdminToken(file, fresh, true);
    }

    /** Says where it is, not what it is. */
    @Override
    public String toString() {
        return "AdminToken[" + file + "]";
    }
}
