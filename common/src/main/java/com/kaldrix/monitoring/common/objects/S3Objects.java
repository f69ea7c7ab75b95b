package com.kaldrix.monitoring.common.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Objects in a bucket of S3.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>
 */
final class S3Objects implements Objects {
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 5;

    private final S3Client s3;
    private final SdkHttpClient http;
    private final ObjectLocation.Bucket bucket;
    private final Optional<String> kmsKey;

    S3Objects(S3Client s3, SdkHttpClient http, ObjectLocation.Bucket bucket, Optional<String> kmsKey) {
        this.s3 = s3;
        this.http = http;
        this.bucket = bucket;
        this.kmsKey = kmsKey;
    }

    @Override
    public void put(String key, ObjectContent content) {
        ObjectKey.checked(key);
        try {
            s3.putObject(request(key, content).build(), body(content));
        } catch (SdkException | UncheckedIOException | IllegalStateException e) {
            throw unavailable("The object '" + key + "' cannot be written to " + location(), e);
        }
    }

    @Override
    public boolean createIfAbsent(String key, ObjectContent content) {
        ObjectKey.checked(key);
        PutObjectRequest request = request(key, content).ifNoneMatch("*").build();
        for (int attempt = 1; ; attempt++) {
            try {
                s3.putObject(request, body(content));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return false;
                }
                // Another write of the same key was under way; the specification says to try again.
                if (e.statusCode() != CONFLICT || attempt == ATTEMPTS) {
                    throw unavailable("The object '" + key + "' cannot be written to " + location(), e);
                }
            } catch (SdkException | UncheckedIOException | IllegalStateException e) {
                throw unavailable("The object '" + key + "' cannot be written to " + location(), e);
            }
        }
    }

    @Override
    public Optional<InputStream> get(String key) {
        ObjectKey.checked(key);
        try {
            return Optional.of(
                    s3.getObject(request -> request.bucket(bucket.name()).key(bucket.prefix() + key)));
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        } catch (SdkException e) {
            throw unavailable("The object '" + key + "' cannot be read from " + location(), e);
        }
    }

    @Override
    public Stream<ObjectEntry> list(String prefix) {
        String whole = bucket.prefix() + ObjectKey.checkedPrefix(prefix);
        return Stream.iterate(
                        Optional.of(page(whole, null)),
                        Optional::isPresent,
                        last -> last.filter(ListObjectsV2Response::isTruncated)
                                .map(page -> page(whole, page.nextContinuationToken())))
                .flatMap(page -> page.orElseThrow().contents().stream())
                .map(found -> new ObjectEntry(
                        found.key().substring(bucket.prefix().length()), found.size(), found.lastModified()));
    }

    @Override
    public String location() {
        return "s3://" + bucket.name() + "/" + bucket.prefix();
    }

    @Override
    public void close() {
        s3.close();
        http.close();
    }

    private ListObjectsV2Response page(String prefix, @Nullable String token) {
        try {
            return s3.listObjectsV2(
                    request -> request.bucket(bucket.name()).prefix(prefix).continuationToken(token));
        } catch (SdkException e) {
            throw unavailable("The objects below '" + prefix + "' cannot be listed in " + location(), e);
        }
    }

    private PutObjectRequest.Builder request(String key, ObjectContent content) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket.name())
                .key(bucket.prefix() + key)
                .contentType(content.type())
                .contentLength(content.length())
                .checksumAlgorithm(ChecksumAlgorithm.CRC32);
        kmsKey.ifPresent(
                id -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(id));
        content.retention()
                .ifPresent(retention -> request.objectLockMode(
                                switch (retention.mode()) {
                                    case GOVERNANCE -> ObjectLockMode.GOVERNANCE;
                                    case COMPLIANCE -> ObjectLockMode.COMPLIANCE;
                                })
                        .objectLockRetainUntilDate(retention.until()));
        return request;
    }

    private static RequestBody body(ObjectContent content) {
        return RequestBody.fromContentProvider(
                () -> {
                    try {
                        return content.open();
                    } catch (IOException e) {
                        throw new UncheckedIOException("the content cannot be opened", e);
                    }
                },
                content.length(),
                content.type());
    }

    private static ObjectsUnavailableException unavailable(String what, RuntimeException e) {
        return new ObjectsUnavailableException(what + ": " + e.getMessage(), e);
    }
}
