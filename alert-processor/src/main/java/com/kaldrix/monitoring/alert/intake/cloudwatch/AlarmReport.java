package com.kaldrix.monitoring.alert.intake.cloudwatch;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.alert.intake.aws.AwsLabels;
import com.kaldrix.monitoring.alert.intake.aws.Console;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of an alarm's state, whichever of the two forms told it.
 *
 * <p>The alert's identity is what CloudWatch itself tells alarms apart by, and what both forms always carry: name, region and
 * account, and for an alarm over many time series the contributor that changed. So the SNS notification and the EventBridge
 * event of one change are one alert. Namespace, metric and dimensions are carried by both forms too, but an alarm can be
 * edited while it fires; in the identity they would make its OK another alert's, and the first would fire for ever. They are
 * derived labels instead, which severity rules and routes see all the same.
 *
 * @param at when the state changed
 * @param since since when the alarm was in ALARM, of a change that ends it; null when the form does not say
 */
record AlarmReport(
        Alarm alarm, State state, Instant at, @Nullable Instant since, AlarmFacts facts, String previousState) {
    static final String SOURCE = "cloudwatch";

    enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA;

        /** @throws UnreadableField if the text is no state */
        static State of(String text, String field) {
            for (State state : values()) {
                if (state.name().equals(text)) {
                    return state;
                }
            }
            throw new UnreadableField(field, "is none of OK, ALARM and INSUFFICIENT_DATA");
        }
    }

    /** @param contributor the time series of an alarm over many; null for the alarm as a whole */
    record Alarm(
            String name,
            Region region,
            String account,
            @Nullable String contributor) {
        Labels labels() {
            Labels labels =
                    Labels.of(Labels.ALERTNAME, name, AwsLabels.REGION, region.code(), AwsLabels.ACCOUNT, account);
            return contributor == null ? labels : labels.with("contributor", contributor);
        }
    }

    Reading reading(InsufficientData policy) {
        return switch (state) {
            case ALARM -> Reading.Alerts.of(firing());
            case OK -> Reading.Alerts.of(resolved());
            case INSUFFICIENT_DATA ->
                switch (policy) {
                    case FIRE -> Reading.Alerts.of(firing());
                    case RESOLVE -> Reading.Alerts.of(resolved());
                    case KEEP ->
                        new Reading.Ignored("alarm " + alarm.name() + " has insufficient data"
                                + (previousState.equals("ALARM") ? " and goes on firing" : ""));
                };
        };
    }

    private IncomingAlert firing() {
        return alert(at, null);
    }

    IncomingAlert resolved() {
        return alert(since != null && since.isAfter(at) ? null : since, at);
    }

    private IncomingAlert alert(@Nullable Instant startsAt, @Nullable Instant endsAt) {
        Map<String, String> annotations = new HashMap<>(facts.annotations());
        annotations.putIfAbsent(AwsLabels.SUMMARY, alarm.name() + " is in state " + state + " in " + alarm.region());
        return new IncomingAlert(
                        SOURCE,
                        alarm.labels(),
                        annotations,
                        startsAt,
                        endsAt,
                        Console.alarm(alarm.region(), alarm.name()))
                .withDerived(facts.derived())
                .heldUntilResolved(at);
    }
}
