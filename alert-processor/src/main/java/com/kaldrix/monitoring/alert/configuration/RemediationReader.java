package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.remediation.Order;
import com.kaldrix.monitoring.alert.remediation.RemediationRule;
import com.kaldrix.monitoring.alert.remediation.RemediationRule.Approval;
import com.kaldrix.monitoring.alert.remediation.RemediationRule.Mode;
import com.kaldrix.monitoring.alert.remediation.RemediationRule.Plan;
import com.kaldrix.monitoring.alert.remediation.RemediationRule.Rails;
import com.kaldrix.monitoring.alert.remediation.RemediationRule.When;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code remediation}. */
final class RemediationReader {
    static final String KEY = "remediation";
    private static final Keys RULE = Keys.of(
            "name",
            "matchers",
            "requests",
            "mode",
            "action",
            "target",
            "timeout",
            "cured_within",
            "per_hour",
            "per_target_per_hour",
            "cool_down",
            "approval_within",
            "approvers");
    private static final Keys ACTION =
            Keys.of(Arrays.stream(Order.Kind.values()).map(Order.Kind::word).toArray(String[]::new));
    private static final String PARAMETERS = "parameters";
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration CURED = Duration.ofMinutes(15);

    private final Set<String> names = new HashSet<>();
    private final Set<String> taken = new HashSet<>();

    private RemediationReader() {}

    static List<RemediationRule> read(Section root) {
        RemediationReader reader = new RemediationReader();
        List<RemediationRule> rules = new ArrayList<>();
        for (Section section : root.sections(KEY, RULE)) {
            reader.rule(section).ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<RemediationRule> rule(Section section) {
        String name = PersonReader.name(section, "name", "a remediation rule", names);
        When when = new When(section.matchers("matchers"), requests(section));
        if (when.matchers().isEmpty() && when.requests().isEmpty()) {
            section.problem("matchers", "a remediation rule needs 'matchers' or 'requests', or nothing asks for it");
        }
        Mode mode = mode(section);
        Optional<Order> order = order(section);
        Approval approval = new Approval(
                duration(section, "approval_within", Approval.USUAL.within()),
                section.texts("approvers").stream().map(Item::text).toList());
        Rails rails = new Rails(
                positive(section, "per_hour", Rails.USUAL.perHour()),
                positive(section, "per_target_per_hour", Rails.USUAL.perTargetPerHour()),
                Objects.requireNonNullElse(section.durationOrNull("cool_down"), Rails.USUAL.coolDown()));
        return order.map(what -> {
            String target = section.text("target").isEmpty() ? what.usualTarget() : section.text("target");
            Plan plan = new Plan(
                    what, target, duration(section, "timeout", TIMEOUT), duration(section, "cured_within", CURED));
            return new RemediationRule(name, when, mode, plan, rails, approval);
        });
    }

    private Set<String> requests(Section section) {
        Set<String> requests = new LinkedHashSet<>();
        for (Item item : section.texts("requests")) {
            if (item.text().isEmpty()) {
                section.reading()
                        .problem(item.node(), item.path(), "a request has a name, such as s3.block-public-access");
            } else if (!taken.add(item.text())) {
                section.reading()
                        .problem(item.node(), item.path(), "another rule carries out '" + item.text() + "' already");
            }
            requests.add(item.text());
        }
        return requests;
    }

    private static Mode mode(Section section) {
        section.require("mode", "a remediation rule needs a 'mode': dry-run, approve or automatic");
        String text = section.text("mode");
        Optional<Mode> mode = Arrays.stream(Mode.values())
                .filter(one -> one.word().equals(text))
                .findFirst();
        if (mode.isEmpty() && !text.isEmpty()) {
            section.problem("mode", "'" + text + "' is no mode; there are dry-run, approve and automatic");
        }
        return mode.orElse(Mode.DRY_RUN);
    }

    private static Duration duration(Section section, String key, Duration byDefault) {
        Duration duration = Objects.requireNonNullElse(section.positiveDurationOrNull(key), byDefault);
        if (duration.compareTo(LONGEST) > 0 || duration.toMillisPart() > 0) {
            section.problem(key, "'" + key + "' must be whole seconds, and a day at most");
        }
        return duration;
    }

    private static int positive(Section section, String key, int byDefault) {
        int count = section.count(key, byDefault);
        if (count == 0) {
            section.problem(key, "'" + key + "' cannot be 0; take the rule out, or set its mode to dry-run");
        }
        return Math.max(count, 1);
    }

    private static Optional<Order> order(Section section) {
        section.require("action", "a remediation rule needs an 'action'");
        Section action = section.section("action", ACTION);
        List<Order.Kind> kinds = Arrays.stream(Order.Kind.values())
                .filter(kind -> action.has(kind.word()))
                .toList();
        if (kinds.size() != 1) {
            if (section.has("action")) {
                section.problem(
                        "action",
                        "an action is exactly one of "
                                + Arrays.stream(Order.Kind.values())
                                        .map(Order.Kind::word)
                                        .collect(Collectors.joining(", ")));
            }
            return Optional.empty();
        }
        return Optional.of(order(action, kinds.getFirst()));
    }

    private static Order order(Section action, Order.Kind kind) {
        List<String> keys = new ArrayList<>(kind.required());
        keys.addAll(kind.optional());
        if (kind.takesParameters()) {
            keys.add(PARAMETERS);
        }
        Section settings = action.section(kind.word(), Keys.of(keys.toArray(String[]::new)));
        Map<String, String> read = new LinkedHashMap<>();
        for (String key : kind.required()) {
            settings.require(key, kind.word() + " needs '" + key + "'");
        }
        keys.stream()
                .filter(key -> !key.equals(PARAMETERS) && settings.has(key))
                .forEach(key -> read.put(key, settings.text(key)));
        if (kind.takesParameters()) {
            settings.map(PARAMETERS).forEach((name, item) -> read.put(Order.PARAMETER + name, item.text()));
        }
        check(settings, kind);
        return new Order(kind, read);
    }

    private static void check(Section settings, Order.Kind kind) {
        if (kind == Order.Kind.KUBERNETES_SCALE
                && settings.has("replicas")
                && !settings.text("replicas").matches("0|[1-9][0-9]{0,3}|\\{.*}")) {
            settings.problem("replicas", "'replicas' must be a whole number from 0 to 9999");
        }
        if (settings.has("workload")
                && !Set.of("deployment", "statefulset", "daemonset").contains(settings.text("workload"))) {
            settings.problem("workload", "'workload' must be deployment, statefulset or daemonset");
        }
        if (kind == Order.Kind.WEBHOOK && settings.has("url") && !isAddress(settings.text("url"))) {
            settings.problem("url", "'url' must be an address with http:// or https://, and no words in braces");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
