package com.kaldrix.monitoring.compliance.finding;

/** Tells which part of the system a resource belongs to. */
@FunctionalInterface
public interface Components {
    /**
     * The component, a word such as {@code storage} or {@code s3}; never empty.
     *
     * @param resource in the form of {@link ResourceIds}
     * @param resourceType such as {@code AWS::S3::Bucket}; empty when it is not said
     */
    String of(String resource, String resourceType);
}
