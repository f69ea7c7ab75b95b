package com.kaldrix.monitoring.alert.intake.eventbridge;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.JsonFields;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Events that carry {@code detail.findings}. */
final class Findings {
    private Findings() {}

    /** One alert for each finding. One that cannot be read costs no other its alert. */
    static Reading each(EventBridgeEvent event, Function<JsonFields, IncomingAlert> reader) {
        List<JsonFields> findings = event.detail().objects("findings");
        if (findings.isEmpty()) {
            throw new UnreadableField(event.detail().path("findings"), "is missing or empty");
        }
        List<IncomingAlert> alerts = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (JsonFields finding : findings) {
            try {
                alerts.add(reader.apply(finding));
            } catch (UnreadableField e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return alerts.isEmpty()
                ? new Reading.Poison(String.join("; ", problems))
                : new Reading.Alerts(alerts, problems);
    }
}
