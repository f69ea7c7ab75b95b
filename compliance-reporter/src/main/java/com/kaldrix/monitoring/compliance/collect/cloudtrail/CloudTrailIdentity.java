package com.kaldrix.monitoring.compliance.collect.cloudtrail;

import com.kaldrix.monitoring.compliance.activity.Principal;
import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.UnreadableField;
import java.util.List;

/**
 * Who CloudTrail says it was. Not every kind of identity has an ARN: a service is known by its name, a stranger by an account or a user name.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">CloudTrail,
 *     userIdentity</a>
 */
final class CloudTrailIdentity {
    private static final List<String> NAMES =
            List.of("arn", "userName", "principalId", "invokedBy", "identityProvider", "accountId");

    private CloudTrailIdentity() {}

    /** @throws UnreadableField if nothing says who it was */
    static Principal of(JsonFields identity) {
        String name = NAMES.stream()
                .flatMap(field -> identity.glance(field).stream())
                .findFirst()
                .orElseThrow(() -> identity.without(NAMES));
        return new Principal(
                identity.glance("type").orElse("Unknown"),
                name,
                identity.glance("accountId").orElse(""),
                identity.glance("sessionContext", "sessionIssuer", "arn").orElse(""),
                identity.glance("sessionContext", "attributes", "mfaAuthenticated")
                        .orElse("")
                        .equals("true"));
    }
}
