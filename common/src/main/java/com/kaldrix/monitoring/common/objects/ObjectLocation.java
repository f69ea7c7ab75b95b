package com.kaldrix.monitoring.common.objects;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where objects lie, as configuration and command lines write it: {@code s3://bucket/prefix}, {@code file:/path}, {@code /path}. */
public sealed interface ObjectLocation {
    /** A directory of the local machine. */
    record Directory(Path path) implements ObjectLocation {}

    /**
     * A bucket of S3.
     *
     * @param prefix what all keys begin with, ending with {@code /}; empty for the whole bucket
     */
    record Bucket(String name, String prefix) implements ObjectLocation {
        /** General purpose buckets: 3 to 63 of these, a letter or digit at both ends. */
        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

        public Bucket {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is no name of a bucket");
            }
        }
    }

    /**
     * Reads a location.
     *
     * @throws IllegalArgumentException with a sentence for people when it is none
     */
    static ObjectLocation parse(String text) {
        if (text.startsWith("s3://")) {
            String rest = text.substring("s3://".length());
            int slash = rest.indexOf('/');
            String bucket = slash < 0 ? rest : rest.substring(0, slash);
            String prefix = slash < 0 ? "" : rest.substring(slash + 1).replaceAll("/+$", "");
            return new Bucket(bucket, prefix.isEmpty() ? "" : ObjectKey.checked(prefix) + "/");
        }
        try {
            if (text.startsWith("file:")) {
                return new Directory(Path.of(URI.create(text)));
            }
            if (text.startsWith("/")) {
                return new Directory(Path.of(text));
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no location of objects: it must be s3://bucket/prefix, file:/path or /path");
    }
}
