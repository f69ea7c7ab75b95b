package com.kaldrix.monitoring.alert.intake.eventbridge;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.aws.AwsLabels;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A finding of a security service in the making. The identity is kind, region, account and the finding's own id; severity may
 * be raised while the finding lives, so it is derived.
 */
final class Finding {
    private final String source;
    private final Labels identity;
    private final Map<String, String> derived = new HashMap<>();
    private final Map<String, String> annotations = new HashMap<>();

    Finding(String source, String kind, Region region, String account, String id) {
        this.source = source;
        this.identity = Labels.of(
                Labels.ALERTNAME, kind, AwsLabels.REGION, region.code(), AwsLabels.ACCOUNT, account, "finding_id", id);
    }

    Finding derive(String label, Optional<String> value) {
        value.ifPresent(text -> derived.put(label, text));
        return this;
    }

    Finding say(String annotation, Optional<String> value) {
        value.ifPresent(text -> annotations.put(annotation, text));
        return this;
    }

    /**
     * @param startsAt when it was first seen, if that is known
     * @param asOf when the service told of it
     */
    IncomingAlert alert(@Nullable Instant startsAt, Instant asOf, boolean over, String link) {
        Instant start = startsAt != null && startsAt.isAfter(asOf) ? asOf : startsAt;
        return new IncomingAlert(source, identity, annotations, start, over ? asOf : null, link)
                .withDerived(Labels.of(derived))
                .heldUntilResolved(asOf);
    }
}
