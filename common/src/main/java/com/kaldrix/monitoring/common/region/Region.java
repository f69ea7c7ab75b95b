package com.kaldrix.monitoring.common.region;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An AWS region by its code, such as {@code eu-west-1}. Any code of the right shape is accepted, so that a fourth region
 * needs no change here.
 *
 * @param code region code in lower case
 */
public record Region(@JsonValue String code) implements Comparable<Region> {
    private static final Pattern SHAPE = Pattern.compile("[a-z]{2,3}(-[a-z]+){1,3}-\\d{1,2}");

    /** What stands for all regions together in metrics and views. */
    public static final String GLOBAL = "global";

    /** @throws IllegalArgumentException if the code does not have the shape of a region code */
    @JsonCreator
    public Region {
        if (!SHAPE.matcher(code).matches()) {
            throw new IllegalArgumentException("'" + code + "' is no AWS region code such as us-east-1");
        }
    }

    /** Reads a code; empty when the text is not of the shape of one. */
    public static Optional<Region> find(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new Region(text)) : Optional.empty();
    }

    @Override
    public int compareTo(Region other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
