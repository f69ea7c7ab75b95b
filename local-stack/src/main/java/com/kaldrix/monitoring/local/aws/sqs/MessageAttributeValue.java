package com.kaldrix.monitoring.local.aws.sqs;

import org.jspecify.annotations.Nullable;

/**
 * The value of a message attribute as SNS and SQS share it.
 *
 * @param dataType {@code String}, {@code Number} or {@code Binary}, perhaps with a label after a dot; for SNS also {@code
 *     String.Array}
 * @param text the value; for binary data in Base64
 */
public record MessageAttributeValue(String dataType, String text) {

    /** Whether the text is Base64 of binary data. */
    public boolean isBinary() {
        return baseType().equals("Binary");
    }

    String baseType() {
        int dot = dataType.indexOf('.');
        return dot < 0 ? dataType : dataType.substring(0, dot);
    }

    @Nullable
    String label() {
        int dot = dataType.indexOf('.');
        return dot < 0 ? null : dataType.substring(dot + 1);
    }
}
