package com.kaldrix.monitoring.alert.intake.cloudwatch;

import com.kaldrix.monitoring.alert.intake.JsonFields;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Times;
import com.kaldrix.monitoring.alert.intake.aws.Arn;
import com.kaldrix.monitoring.alert.intake.aws.AwsLabels;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;
import com.kaldrix.monitoring.alert.intake.cloudwatch.AlarmFacts.Metric;
import com.kaldrix.monitoring.alert.intake.cloudwatch.AlarmReport.Alarm;
import com.kaldrix.monitoring.alert.intake.cloudwatch.AlarmReport.State;
import com.kaldrix.monitoring.alert.intake.eventbridge.EventReader;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CloudWatch alarms as EventBridge tells of them (Amazon CloudWatch User Guide, "Alarm events and EventBridge").
 *
 * <p>A deleted alarm never says OK, so its deletion resolves what it left firing. An event comes also for a change on which
 * CloudWatch takes no action of its own, because a suppressor or a mute rule holds it back. It is an alert all the same,
 * since nothing promises another event when that ends; the derived label {@code actions_suppressed_by} lets a route hold it
 * back.
 */
public final class AlarmEvents implements EventReader {
    private static final String STATE = "CloudWatch Alarm State Change";
    private static final String CONTRIBUTOR = "CloudWatch Alarm Contributor State Change";
    private static final String CONFIGURATION = "CloudWatch Alarm Configuration Change";

    private final InsufficientData policy;

    public AlarmEvents(InsufficientData policy) {
        this.policy = policy;
    }

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.cloudwatch")
                && (detailType.equals(STATE) || detailType.equals(CONTRIBUTOR) || detailType.equals(CONFIGURATION));
    }

    @Override
    public Reading read(EventBridgeEvent event) {
        return event.detailType().equals(CONFIGURATION) ? configuration(event) : state(event);
    }

    private Reading state(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        JsonFields state = detail.object("state");
        String contributor = event.detailType().equals(CONTRIBUTOR)
                ? detail.object("alarmContributor").text("id")
                : null;
        return new AlarmReport(
                        alarm(event, contributor),
                        State.of(state.text("value"), state.path("value")),
                        state.time("timestamp"),
                        since(detail),
                        AlarmFacts.orNone(() -> facts(event)),
                        detail.glance("previousState", "value").orElse(""))
                .reading(policy);
    }

    private static Reading configuration(EventBridgeEvent event) {
        String operation = event.detail().text("operation");
        Alarm alarm = alarm(event, null);
        if (!operation.equals("delete")) {
            return new Reading.Ignored("alarm " + alarm.name() + ": " + operation);
        }
        AlarmFacts facts = AlarmFacts.orNone(() -> facts(event));
        Map<String, String> words = new HashMap<>(facts.annotations());
        words.put(AwsLabels.SUMMARY, alarm.name() + " was deleted in " + alarm.region());
        Instant at = event.detail()
                .glance("state", "timestamp")
                .flatMap(Times::find)
                .filter(event.time()::isBefore)
                .orElse(event.time());
        return Reading.Alerts.of(
                new AlarmReport(alarm, State.OK, at, null, new AlarmFacts(facts.derived(), words), "").resolved());
    }

    private static Alarm alarm(EventBridgeEvent event, @Nullable String contributor) {
        Optional<Arn> arn = event.resources().stream()
                .flatMap(resource -> Arn.find(resource).stream())
                .filter(found -> found.named("alarm").isPresent())
                .findFirst();
        Region region = arn.map(Arn::region).orElse(event.region());
        return new Alarm(
                event.detail().text("alarmName"),
                Objects.requireNonNullElse(region, event.region()),
                arn.map(Arn::account).filter(account -> !account.isEmpty()).orElse(event.account()),
                contributor);
    }

    private static @Nullable Instant since(JsonFields detail) {
        return detail.glance("previousState", "value").orElse("").equals("ALARM")
                ? detail.glance("previousState", "timestamp")
                        .flatMap(Times::find)
                        .orElse(null)
                : null;
    }

    private static AlarmFacts facts(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        List<Metric> metrics = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        Optional<JsonFields> configuration = detail.findObject("configuration");
        configuration.ifPresent(found -> {
            for (JsonFields query : found.objects("metrics")) {
                query.find("expression").ifPresent(expressions::add);
                query.findObject("metricStat")
                        .flatMap(stat -> stat.findObject("metric"))
                        .ifPresent(metric -> metrics.add(metric(metric)));
            }
        });
        Map<String, String> contributor = detail.findObject("alarmContributor")
                .flatMap(found -> found.findObject("attributes"))
                .map(JsonFields::scalars)
                .orElse(Map.of());
        boolean composite =
                configuration.filter(found -> found.has("alarmRule")).isPresent();
        AlarmFacts facts = AlarmFacts.of(
                AlarmFacts.type(composite, metrics, expressions), metrics, contributor, words(event, expressions));
        return suppressedBy(detail)
                .map(by -> new AlarmFacts(facts.derived().with(AlarmFacts.SUPPRESSED_BY, by), facts.annotations()))
                .orElse(facts);
    }

    private static Optional<String> suppressedBy(JsonFields detail) {
        return detail.glance("state", "actionsSuppressedBy")
                .or(() -> detail.glance("muteDetail", "mutedByArn").map(arn -> "MuteRule"));
    }

    private static Metric metric(JsonFields fields) {
        return new Metric(
                fields.text("namespace"),
                fields.text("name"),
                fields.findObject("dimensions").map(JsonFields::scalars).orElse(Map.of()));
    }

    private static Map<String, String> words(EventBridgeEvent event, List<String> expressions) {
        JsonFields detail = event.detail();
        Map<String, String> words = new HashMap<>();
        detail.glance("configuration", "description").ifPresent(text -> words.put(AwsLabels.DESCRIPTION, text));
        detail.glance("state", "reason").ifPresent(text -> words.put("reason", text));
        detail.glance("configuration", "alarmRule").ifPresent(text -> words.put("alarm_rule", text));
        detail.glance("configuration", "threshold").ifPresent(text -> words.put("threshold", text));
        if (!expressions.isEmpty()) {
            words.put("expression", String.join("; ", expressions));
        }
        event.resources().stream().findFirst().ifPresent(arn -> words.put("alarm_arn", arn));
        return words;
    }
}
