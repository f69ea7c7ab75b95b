package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.activity.Activity;
import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.event.EventReader;
import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.collect.event.Storable;
import com.kaldrix.monitoring.compliance.collect.event.UnreadableField;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.OwnCheck;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.pull.Enablement;
import com.kaldrix.monitoring.compliance.pull.Harvest;
import com.kaldrix.monitoring.compliance.pull.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Gathers what a page brought. What came is read as the event that would have told of it. */
final class Crop {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int NANOS = 9;
    private static final String ACCOUNT = "AWS::::Account";

    private final Target target;
    private final Instant told;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Activity> activities = new ArrayList<>();
    private final List<Enablement> controls = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Crop(Target target, Instant told) {
        this.target = target;
        this.told = told;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The text of a field; empty when it is not there, as at the end of all pages. */
    static Optional<String> text(JsonNode node, String field) {
        return node.path(field).stringValueOpt().filter(text -> !text.isEmpty());
    }

    /** The objects of a list of that name. */
    static List<ObjectNode> objects(JsonNode node, String field) {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode one : node.path(field)) {
            if (one instanceof ObjectNode object) {
                objects.add(object);
            }
        }
        return objects;
    }

    /** The texts of a list of that name. */
    static List<String> texts(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node.path(field)) {
            one.stringValueOpt().ifPresent(texts::add);
        }
        return texts;
    }

    /** Writes seconds since 1970, as some services answer, in the form that events have. */
    static void times(ObjectNode node, String... fields) {
        for (String field : fields) {
            time(node, field).ifPresent(time -> node.put(field, time.toString()));
        }
    }

    /** A time that is written as seconds since 1970; empty when it is no number. */
    static Optional<Instant> time(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber()) {
            return Optional.empty();
        }
        BigDecimal seconds = value.decimalValue();
        long whole = seconds.longValue();
        long nanos = seconds.subtract(BigDecimal.valueOf(whole))
                .movePointRight(NANOS)
                .longValue();
        return Optional.of(Instant.ofEpochSecond(whole, nanos));
    }

    /** Reads what an event of that source and type would have told of. */
    void read(EventReader reader, String source, String detailType, JsonNode detail) {
        ObjectNode event = object();
        event.put("source", source)
                .put("detail-type", detailType)
                .put("account", target.account())
                .put("region", target.region().code())
                .put("time", told.toString());
        event.set("detail", detail);
        try {
            take(reader.read(EventBridgeEvent.of(event)));
        } catch (UnreadableField | IllegalArgumentException e) {
            problems.add(Storable.text(String.valueOf(e.getMessage())));
        }
    }

    private void take(Collected collected) {
        switch (collected) {
            case Collected.Findings found -> {
                findings.addAll(found.findings());
                problems.addAll(found.problems());
            }
            case Collected.Done done -> activities.add(done.activity());
            case Collected.Poison poison -> problems.add(poison.reason());
            case Collected.Ignored ignored -> {}
            case Collected.Changed changed -> problems.add("a configuration change, which nobody asked for");
            case Collected.Remediated remediated -> problems.add("a result of a remediation, which nobody asked for");
            case Collected.Answered answered -> problems.add("an answer to an alert, which nobody asked for");
        }
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    /** Says of the account as a whole what a check of the suite's own comes to. */
    void judgeAccount(OwnCheck check, boolean passed, String title) {
        judge(check, new Sighting.Resource(ACCOUNT + ":" + target.account(), ACCOUNT), passed, title);
    }

    /** Says of a resource what a check of the suite's own comes to. */
    void judge(OwnCheck check, Sighting.Resource resource, boolean passed, String title) {
        add(new Sighting(
                        new Origin(
                                Source.KALDRIX,
                                check.word() + "/" + target.account() + "/" + target.region() + "/" + resource.id()),
                        target.account(),
                        target.region().code(),
                        Control.of(Namespace.KALDRIX, check.word()),
                        resource)
                .finding(
                        Storable.text(title),
                        FindingSeverity.HIGH,
                        Verdict.of(passed ? ComplianceStatus.PASSED : ComplianceStatus.FAILED),
                        Seen.at(told, told),
                        FindingClues.none().withOwnCheck(check.word())));
    }

    void add(Enablement control) {
        controls.add(control);
    }

    void problem(String words) {
        problems.add(words);
    }

    Target target() {
        return target;
    }

    Instant told() {
        return told;
    }

    Harvest next(Optional<String> place) {
        return new Harvest(findings, activities, controls, problems, place);
    }
}
