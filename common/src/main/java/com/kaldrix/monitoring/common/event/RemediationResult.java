package com.kaldrix.monitoring.common.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link RemediationRequest}, by the word of whoever carried it out. Goes to the events topic; the envelope's {@code subject} is the id
 * of the remediation. That it was carried out does not say that it helped: the finding does.
 *
 * @param remediationId which one
 * @param outcome what became of it
 * @param executor who carried it out or refused, such as {@code alert-processor}
 * @param note why, or what was done; null when there is nothing to say
 * @param at when this happened; of two results of a remediation the later counts
 */
public record RemediationResult(
        UUID remediationId,
        Outcome outcome,
        String executor,
        @Nullable String note,
        Instant at) implements Contract {
    public static final String TYPE = "com.kaldrix.remediation.result.v1";

    /** What became of it. */
    public enum Outcome {
        @JsonProperty("started")
        STARTED,
        @JsonProperty("executed")
        EXECUTED,
        @JsonProperty("failed")
        FAILED,
        /** A guard rail was in the way, or it came too late. */
        @JsonProperty("refused")
        REFUSED,
        /** It was undone. */
        @JsonProperty("rolled_back")
        ROLLED_BACK
    }

    @SuppressWarnings("ConstantValue")
    public RemediationResult {
        Attributes.present("remediationId", remediationId);
        Attributes.present("outcome", outcome);
        Attributes.text("executor", executor);
        Attributes.present("at", at);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
