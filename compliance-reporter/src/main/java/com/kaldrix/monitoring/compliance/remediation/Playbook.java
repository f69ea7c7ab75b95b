package com.kaldrix.monitoring.compliance.remediation;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.framework.Check;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be done about findings of some kind.
 *
 * @param id such as {@code block-public-access}
 * @param title in words for people
 * @param order what is asked of whoever carries it out
 * @param scope about which findings
 * @param rules who decides, and how long it may take
 */
public record Playbook(String id, String title, Order order, Scope scope, Rules rules) {
    /** What parameters may stand for, in braces. */
    static final Set<String> WORDS =
            Set.of("account", "region", "resource", "resource-name", "resource-type", "control", "finding");

    private static final Pattern WORD = Pattern.compile("\\{([^{}]*)}");

    /**
     * What is asked.
     *
     * @param action such as {@code s3.block-public-access}
     * @param parameters by name; words in braces stand for parts of the finding
     */
    public record Order(String action, Map<String, String> parameters) {
        public Order {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * About which findings.
     *
     * @param checks one of these; of GuardDuty, Macie and Inspector all types that begin so
     * @param resourceTypes such as {@code AWS::S3::Bucket}; empty for all
     */
    public record Scope(List<Check> checks, List<String> resourceTypes) {
        public Scope {
            checks = List.copyOf(checks);
            resourceTypes = List.copyOf(resourceTypes);
        }
    }

    /**
     * Who decides, and how long it may take.
     *
     * @param approval whether somebody else than the one who asks has to agree
     * @param automatic whether it is asked for by itself when a finding fails
     * @param validFor how long after it was asked for it may be begun
     * @param settlesWithin how long after it should have been done the finding may take to say so
     */
    public record Rules(boolean approval, boolean automatic, Duration validFor, Duration settlesWithin) {}

    /** Whether it is about a finding of this control and type of resource. */
    public boolean takes(Control control, String resourceType) {
        boolean checked = scope.checks().stream()
                .anyMatch(
                        check -> check.namespace().word().equals(control.namespace()) && check.covers(control.name()));
        return checked
                && (scope.resourceTypes().isEmpty() || scope.resourceTypes().contains(resourceType));
    }

    /** The parameters for a finding. */
    public Map<String, String> parameters(FindingKey key, String resourceType) {
        Map<String, String> words = Map.of(
                "account", key.account(),
                "region", key.region(),
                "resource", key.resource(),
                "resource-name", name(key.resource()),
                "resource-type", resourceType,
                "control", key.control().toString(),
                "finding", key.id().toString());
        Map<String, String> parameters = new LinkedHashMap<>();
        order.parameters()
                .forEach((name, text) -> parameters.put(
                        name,
                        WORD.matcher(text)
                                .replaceAll(word ->
                                        Matcher.quoteReplacement(words.getOrDefault(word.group(1), word.group())))));
        return parameters;
    }

    /** What an ARN ends with: the name without what stands before it. */
    private static String name(String resource) {
        if (!resource.startsWith("arn:")) {
            return resource;
        }
        int end = Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':'));
        return resource.substring(end + 1);
    }

    /** Words in braces that stand for nothing. */
    static List<String> unknownWords(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group(1))
                .filter(word -> !WORDS.contains(word))
                .toList();
    }
}
