package com.kaldrix.monitoring.common.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an object is to hold. It may be read several times, when a store is tried again, and must give the same bytes then.
 */
public final class ObjectContent {
    private static final String USUAL_TYPE = "application/octet-stream";

    private final Opening opening;
    private final long length;
    private final String type;
    private final @Nullable Retention retention;
    private final @Nullable Path whole;

    /** Opens the bytes from their start. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    private ObjectContent(
            Opening opening, long length, String type, @Nullable Retention retention, @Nullable Path whole) {
        if (length < 0) {
            throw new IllegalArgumentException("an object has no negative length: " + length);
        }
        this.opening = opening;
        this.length = length;
        this.type = type;
        this.retention = retention;
        this.whole = whole;
    }

    /** Bytes in memory, which must not be changed meanwhile. */
    public static ObjectContent of(byte[] bytes) {
        return new ObjectContent(() -> new ByteArrayInputStream(bytes), bytes.length, USUAL_TYPE, null, null);
    }

    /**
     * A file, which must not be changed meanwhile.
     *
     * @throws IOException when there is no such file
     */
    public static ObjectContent of(Path file) throws IOException {
        return new ObjectContent(() -> Files.newInputStream(file), Files.size(file), USUAL_TYPE, null, null);
    }

    /**
     * A file that nobody ever changes any more, and that may be deleted under its name: a store of files may keep it as it is instead of a copy.
     *
     * @throws IOException when there is no such file
     */
    public static ObjectContent handedOver(Path file) throws IOException {
        return new ObjectContent(() -> Files.newInputStream(file), Files.size(file), USUAL_TYPE, null, file);
    }

    /** Bytes that come from elsewhere, exactly {@code length} of them. */
    public static ObjectContent of(Opening opening, long length) {
        return new ObjectContent(opening, length, USUAL_TYPE, null, null);
    }

    /** The same bytes with a media type. */
    public ObjectContent typed(String mediaType) {
        return new ObjectContent(opening, length, mediaType, retention, whole);
    }

    /** The same bytes, to be kept from change and deletion until then. Files cannot promise that, S3 with Object Lock can. */
    public ObjectContent retained(Retention until) {
        return new ObjectContent(opening, length, type, until, whole);
    }

    /** The file that was handed over; empty when it was none. */
    Optional<Path> whole() {
        return Optional.ofNullable(whole);
    }

    /** The bytes from their start; the caller closes them. */
    public InputStream open() throws IOException {
        return opening.open();
    }

    /** How many bytes there are. */
    public long length() {
        return length;
    }

    /** The media type. */
    public String type() {
        return type;
    }

    public Optional<Retention> retention() {
        return Optional.ofNullable(retention);
    }
}
