package com.kaldrix.monitoring.common.event;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something is to be put right by a machine. Goes to the events topic; the envelope's {@code subject} is the id of the remediation. Whoever carries it
 * out has guard rails of its own, may refuse, and answers with {@link RemediationResult}.
 *
 * @param remediationId which one; a second request of the same id is the same request again
 * @param playbook what was chosen, such as {@code block-public-access}
 * @param action what is to be done, such as {@code s3.block-public-access}
 * @param parameters of the action; without secrets
 * @param finding id of the finding that asks for it
 * @param control which check failed, such as {@code securityhub:S3.8}
 * @param account 12 digits
 * @param resource what it is to be done to
 * @param resourceType such as {@code AWS::S3::Bucket}; null when it is not known
 * @param resourceRegion where that is, such as {@code eu-west-1} or {@code global}
 * @param requestedBy who asked for it; the name of a playbook's rule when nobody did
 * @param approvedBy who agreed; null when nobody had to
 * @param reason why
 * @param requestedAt when it was asked for
 * @param expiresAt when it is no longer to be begun
 */
public record RemediationRequest(
        UUID remediationId,
        String playbook,
        String action,
        Map<String, String> parameters,
        UUID finding,
        String control,
        String account,
        String resource,
        @Nullable String resourceType,
        String resourceRegion,
        String requestedBy,
        @Nullable String approvedBy,
        String reason,
        Instant requestedAt,
        Instant expiresAt)
        implements Contract {
    public static final String TYPE = "com.kaldrix.remediation.request.v1";

    @SuppressWarnings("ConstantValue")
    public RemediationRequest {
        Attributes.present("remediationId", remediationId);
        Attributes.text("playbook", playbook);
        Attributes.text("action", action);
        parameters = Attributes.map("parameters", parameters);
        Attributes.present("finding", finding);
        Attributes.text("control", control);
        Attributes.text("account", account);
        Attributes.text("resource", resource);
        Attributes.text("resourceRegion", resourceRegion);
        Attributes.text("requestedBy", requestedBy);
        Attributes.text("reason", reason);
        Attributes.present("requestedAt", requestedAt);
        Attributes.present("expiresAt", expiresAt);
        if (expiresAt.isBefore(requestedAt)) {
            throw new MalformedEvent("expiresAt", "lies before requestedAt");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }
}
