package com.kaldrix.monitoring.common.objects;

import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bytes under keys. A key is a path such as {@code archive/date=2026-11-25/part.parquet}: 1 to 1,024 bytes of UTF-8, its
 * parts divided by {@code /}, none of them empty, {@code .} or {@code ..}, and without control characters or backslashes.
 * What is written appears as a whole or not at all, and is durable when the call returns. Safe for several threads.
 *
 * <p>Every method throws {@link IllegalArgumentException} for a key that is none, and {@link ObjectsUnavailableException}
 * when the store cannot be reached or refuses; the same call may succeed later.
 */
public interface Objects extends AutoCloseable {
    /** Writes an object, in place of the one that is there, if there is one. */
    void put(String key, ObjectContent content);

    /**
     * Writes an object unless there is one of that key. Of several callers at once, one wins.
     *
     * @return whether this call wrote it. When an answer was lost and the call repeated, false may mean that the first
     *     attempt of this very call wrote it.
     */
    boolean createIfAbsent(String key, ObjectContent content);

    /**
     * Opens an object.
     *
     * @return its bytes, which the caller closes; empty when there is none. Reading throws {@link java.io.IOException} when
     *     the connection breaks.
     */
    Optional<InputStream> get(String key);

    /**
     * Lists the objects whose keys begin with a text, in the order of the keys' UTF-8 bytes, read page by page while the
     * stream is consumed.
     *
     * @param prefix as text, not as a folder: {@code a/b} finds {@code a/bc}; the empty text finds everything
     * @return the objects, none when nothing begins so; the caller closes the stream
     */
    Stream<ObjectEntry> list(String prefix);

    /** Where the objects lie, for people: {@code s3://bucket/prefix} or a directory. */
    String location();

    @Override
    void close();
}
