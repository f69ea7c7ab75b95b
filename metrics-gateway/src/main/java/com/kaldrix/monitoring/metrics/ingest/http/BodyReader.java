package com.kaldrix.monitoring.metrics.ingest.http;

import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;

/** Reads the bodies of requests, plain or compressed with gzip, and stops where they pass a limit. */
public final class BodyReader {
    private static final int CHUNK = 16 * 1024;

    private final long limit;

    /** @param limit how many bytes a body has at most, after decompression */
    public BodyReader(long limit) {
        this.limit = limit;
    }

    /**
     * The body, decompressed.
     *
     * @throws BodyTooLargeException when it is over the limit
     * @throws UnsupportedEncodingException when it is compressed otherwise than with gzip
     * @throws InvalidRequestException when it is not what its encoding says
     */
    public byte[] read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw new BodyTooLargeException(limit);
        }
        String encoding = encoding(request);
        return switch (encoding) {
            case "", "identity" -> drain(request.getInputStream());
            case "gzip", "x-gzip" -> unzip(request.getInputStream());
            default -> throw new UnsupportedEncodingException(encoding);
        };
    }

    private static String encoding(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
    }

    private byte[] unzip(InputStream body) throws IOException {
        try (InputStream plain = new GZIPInputStream(body, CHUNK)) {
            return drain(plain);
        } catch (ZipException | EOFException damaged) {
            throw new InvalidRequestException("", "the body is no complete gzip: " + damaged.getMessage());
        }
    }

    private byte[] drain(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            if (bytes.size() + (long) read > limit) {
                throw new BodyTooLargeException(limit);
            }
            bytes.write(chunk, 0, read);
        }
        return bytes.toByteArray();
    }
}
