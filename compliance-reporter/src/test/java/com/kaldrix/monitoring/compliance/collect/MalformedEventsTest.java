package com.kaldrix.monitoring.compliance.collect;

import static com.kaldrix.monitoring.compliance.collect.Events.finding;
import static com.kaldrix.monitoring.compliance.collect.Events.raw;
import static com.kaldrix.monitoring.compliance.collect.Events.read;
import static com.kaldrix.monitoring.compliance.collect.Events.wrapped;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.JoinedFinding;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Half-empty and malformed events: a result, or a reason that names the field; never an exception. */
class MalformedEventsTest {
    private static List<String> events() {
        return Events.all();
    }

    /** A place in a document: the steps to a member or an element. */
    private record Place(List<Object> steps) {
        String name() {
            return steps.reversed().stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .findFirst()
                    .orElseThrow();
        }

        JsonNode parentIn(JsonNode root) {
            JsonNode node = root;
            for (Object step : steps.subList(0, steps.size() - 1)) {
                node = step instanceof Integer index ? node.path(index) : node.path((String) step);
            }
            return node;
        }

        String without(JsonNode root) {
            JsonNode copy = root.deepCopy();
            JsonNode parent = parentIn(copy);
            if (steps.getLast() instanceof Integer index) {
                ((ArrayNode) parent).remove(index.intValue());
            } else {
                ((ObjectNode) parent).remove((String) steps.getLast());
            }
            return copy.toString();
        }

        String with(JsonNode root, JsonNode value) {
            JsonNode copy = root.deepCopy();
            JsonNode parent = parentIn(copy);
            if (steps.getLast() instanceof Integer index) {
                ((ArrayNode) parent).set(index.intValue(), value);
            } else {
                ((ObjectNode) parent).set((String) steps.getLast(), value);
            }
            return copy.toString();
        }
    }

    private static void places(JsonNode node, List<Object> before, List<Place> all) {
        if (node.isObject()) {
            node.forEachEntry((name, value) -> place(value, before, name, all));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                place(node.get(i), before, i, all);
            }
        }
    }

    private static void place(JsonNode value, List<Object> before, Object step, List<Place> all) {
        List<Object> steps = new ArrayList<>(before);
        steps.add(step);
        all.add(new Place(List.copyOf(steps)));
        places(value, steps, all);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsReadRawAndInItsEnvelope(String name) {
        String body = Events.text(name);
        assertThat(raw(body)).isNotInstanceOf(Collected.Poison.class).isEqualTo(wrapped(body));
    }

    @ParameterizedTest
    @MethodSource("events")
    void withoutAnyOneFieldThereIsAResultOrTheFieldIsNamed(String name) {
        JsonNode root = Events.JSON.readTree(Events.text(name));
        List<Place> places = new ArrayList<>();
        places(root, List.of(), places);
        assertThat(places).hasSizeGreaterThan(5);
        for (Place place : places) {
            Collected collected = raw(place.without(root));
            if (collected instanceof Collected.Poison poison) {
                assertThat(poison.reason())
                        .as("%s without %s", name, place.steps())
                        .contains(place.name())
                        .doesNotContain("fails with");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void withAnythingElseInAFieldsPlaceNothingFails(String name) {
        JsonNode root = Events.JSON.readTree(Events.text(name));
        List<Place> places = new ArrayList<>();
        places(root, List.of(), places);
        List<JsonNode> values = Stream.of(
                        "null",
                        "-1",
                        "1e400",
                        "true",
                        "\"\"",
                        "\"\\u0000\\ud800\"",
                        "\"x\"",
                        "[]",
                        "[1]",
                        "{}",
                        "{\"a\":{}}")
                .map(Events.JSON::readTree)
                .toList();
        for (Place place : places) {
            for (JsonNode value : values) {
                Collected collected = raw(place.with(root, value));
                if (collected instanceof Collected.Poison poison) {
                    assertThat(poison.reason())
                            .as("%s with %s at %s", name, value, place.steps())
                            .doesNotContain("fails with");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | body is no JSON",
                "[] | body is no JSON object",
                "\"text\" | body is no JSON object",
                "{} | body has no detail-type",
                "{\"detail-type\":\"GuardDuty Finding\"} | source is missing",
                "{\"source\":\"aws.guardduty\",\"detail\":{}} | detail-type is missing",
                "{\"source\":\"aws.guardduty\",\"detail-type\":\"GuardDuty Finding\"} | guardduty: detail is missing",
                "{\"source\":\"aws.guardduty\",\"detail-type\":\"GuardDuty Finding\",\"detail\":[]} | guardduty: detail is no object",
                "{\"type\":\"com.kaldrix.audit.write.v1\"} | specversion is missing",
                "{\"specversion\":\"1.0\"} | type is missing",
                "{\"specversion\":\"1.0\",\"type\":\"com.kaldrix.audit.write.v9\"} | com.kaldrix.audit.write.v9"
            })
    void whatCannotBeReadSaysWhy(String body, String reason) {
        assertThat(raw(body))
                .isInstanceOfSatisfying(
                        Collected.Poison.class,
                        poison -> assertThat(poison.reason()).contains(reason));
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefused() {
        assertThat(raw("{\"a\":\"" + "x".repeat(Dispatcher.MAX_LENGTH) + "\"}")).isInstanceOf(Collected.Poison.class);
        assertThat(raw("{\"a\":".repeat(1000) + "1" + "}".repeat(1000))).isInstanceOf(Collected.Poison.class);
    }

    @Test
    void whatIsNotForUsIsIgnoredWithAReason() {
        assertThat(raw("{\"source\":\"aws.health\",\"detail-type\":\"AWS Health Event\",\"detail\":{}}"))
                .isEqualTo(new Collected.Ignored("'AWS Health Event' of aws.health is nothing that is collected"));
        assertThat(Events.DISPATCHER.read(new SnsEnvelope.Confirmation("SubscriptionConfirmation", "arn:x")))
                .isInstanceOf(Collected.Ignored.class);
        assertThat(Events.DISPATCHER.read(SnsEnvelope.unwrap("{}", Map.of("kaldrix-notification", "true"), "m")))
                .isInstanceOf(Collected.Ignored.class);
        assertThat(raw("""
                        {"source":"aws.securityhub","detail-type":"Findings Imported V2","time":"2026-03-02T10:00:05Z",
                         "detail":{"findings":[{"class_uid":2004}]}}""")).isInstanceOf(Collected.Ignored.class);
    }

    @Test
    void theLeastIsEnough() {
        Finding finding = finding("half-empty/asff");
        assertThat(finding.key().control()).hasToString("securityhub:IAM.4");
        assertThat(finding.key().region()).isEqualTo("eu-west-1");
        assertThat(finding.title()).isEqualTo("securityhub:IAM.4");
        assertThat(finding.severity()).isEqualTo(FindingSeverity.UNRATED);
        assertThat(finding.verdict())
                .as("a check that does not say how it went has not passed")
                .isEqualTo(Verdict.of(ComplianceStatus.NOT_AVAILABLE));
        assertThat(finding("half-empty/guardduty").verdict()).isEqualTo(Verdict.of(ComplianceStatus.FAILED));
        assertThat(finding("half-empty/macie").key().resource()).isEqualTo("arn:aws:s3:::ledger-archive");
        assertThat(finding("half-empty/inspector").key().resource())
                .isEqualTo("arn:aws:lambda:eu-west-1:123456789012:function:pay");
        assertThat(finding("half-empty/config").key().control()).hasToString("config:required-tags");
        assertThat(finding("half-empty/accessanalyzer").verdict())
                .as("could not be analysed")
                .isEqualTo(Verdict.of(ComplianceStatus.NOT_AVAILABLE));
        assertThat(read("half-empty/cloudtrail"))
                .isInstanceOfSatisfying(
                        Collected.Done.class,
                        done -> assertThat(done.activity().who().name()).isEqualTo("backup.amazonaws.com"));
    }

    @Test
    void oneThatCannotBeReadCostsNoOther() {
        assertThat(read("half-empty/one-of-two")).isInstanceOfSatisfying(Collected.Findings.class, found -> {
            assertThat(found.findings()).hasSize(1);
            assertThat(found.problems()).containsExactly("detail.findings[1].AwsAccountId is missing");
        });
    }

    private static Map<FindingKey, JoinedFinding> state(List<Finding> findings) {
        Map<FindingKey, JoinedFinding> state = new TreeMap<>();
        for (Finding finding : findings) {
            state.merge(finding.key(), JoinedFinding.of(finding), (known, fresh) -> known.join(finding));
        }
        return state;
    }

    /** All golden findings, each also a second time, in any order. */
    @Property(tries = 200)
    void deliveryInAnyOrderAndMoreThanOnceEndsInTheSameState(@ForAll Random random) {
        List<Finding> findings = Events.all().stream()
                .map(name -> raw(Events.text(name)))
                .filter(Collected.Findings.class::isInstance)
                .flatMap(collected -> ((Collected.Findings) collected).findings().stream())
                .toList();
        List<Finding> delivered = new ArrayList<>(findings);
        delivered.addAll(findings);
        Collections.shuffle(delivered, random);

        assertThat(state(delivered)).isEqualTo(state(findings)).hasSizeGreaterThan(10);
    }
}
