package com.kaldrix.monitoring.local.aws.cloudwatch;

/**
 * Why a call is refused, as AWS says it.
 *
 * @param error the shape's name, such as {@code InvalidParameterValueException}
 * @param code what older clients know it by, such as {@code InvalidParameterValue}
 * @param message words for people
 */
public record Refusal(String error, String code, String message) {
    static Refusal value(String message) {
        return new Refusal("InvalidParameterValueException", "InvalidParameterValue", message);
    }

    static Refusal combination(String message) {
        return new Refusal("InvalidParameterCombinationException", "InvalidParameterCombination", message);
    }

    static Refusal missing(String parameter) {
        return new Refusal(
                "MissingRequiredParameterException",
                "MissingParameter",
                "The parameter " + parameter + " is required.");
    }
}
