package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.enrich.Enrichment;
import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.alert.severity.SeverityRules;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code kaldrix.yml}. */
final class KaldrixReader {
    private static final String RULES = "severity_rules";
    private static final String DEFAULT_SEVERITY = "default_severity";
    private static final String POLICIES = "escalation_policies";
    private static final String FALLBACKS = "fallbacks";
    private static final String ENRICHMENT = "enrichment";
    private static final String MAPPINGS = "mappings";
    private static final String WINDOWS = "maintenance_windows";
    private static final String CONDITIONS = "conditions";
    private static final String FLAPPING = "flapping";
    private static final String STORMS = "storms";
    private static final Keys KEYS = Keys.of(
                    RULES,
                    DEFAULT_SEVERITY,
                    POLICIES,
                    FALLBACKS,
                    ENRICHMENT,
                    MAPPINGS,
                    WINDOWS,
                    CONDITIONS,
                    FLAPPING,
                    STORMS)
            .and(OnCallReader.KEYS)
            .and(Keys.of(HeartbeatReader.KEY, TelephonyReader.KEY, RemediationReader.KEY));
    private static final Keys RULE = Keys.of("matchers", "severity");
    private static final Keys FALLBACK = Keys.of("receiver", "fallback");
    private static final Keys ADDITION = Keys.of("matchers", "labels", "annotations");
    /** Labels with this beginning are the suite's own findings. */
    private static final String RESERVED = "kaldrix_";

    private final KnownReceivers receivers;
    private final KaldrixFile defaults;

    KaldrixReader(KnownReceivers receivers, KaldrixFile defaults) {
        this.receivers = receivers;
        this.defaults = defaults;
    }

    KaldrixFile read(Reading reading, Node document) {
        Section root = Section.of(reading, "", document, KEYS);
        OnCallReader onCall = new OnCallReader(receivers, TelephonyReader.read(root));
        Directory directory = onCall.read(root);
        return new KaldrixFile(
                severityRules(root),
                root.has(POLICIES)
                        ? new PolicyReader(receivers, onCall.targets()).read(root, POLICIES)
                        : defaults.escalationPolicies(),
                root.has(FALLBACKS) ? fallbacks(root) : defaults.fallbacks(),
                root.has(ENRICHMENT) ? enrichment(root) : defaults.enrichment(),
                directory,
                HeartbeatReader.read(root),
                RemediationReader.read(root),
                root.has(MAPPINGS) ? MappingReader.read(root, MAPPINGS) : defaults.mappings(),
                root.has(WINDOWS) ? WindowReader.read(root, WINDOWS) : defaults.windows(),
                root.has(CONDITIONS) ? ConditionReader.read(root, CONDITIONS) : defaults.conditions(),
                root.has(FLAPPING) ? QuietingReader.flapping(root, FLAPPING) : defaults.flapping(),
                root.has(STORMS) ? QuietingReader.storms(root, STORMS) : defaults.storms());
    }

    private SeverityRules severityRules(Section root) {
        Severity byDefault =
                severity(root, DEFAULT_SEVERITY).orElse(defaults.severityRules().byDefault());
        if (!root.has(RULES)) {
            return new SeverityRules(defaults.severityRules().rules(), byDefault);
        }
        List<SeverityRules.Rule> rules = new ArrayList<>();
        for (Section section : root.sections(RULES, RULE)) {
            section.require("severity", "a severity rule needs a 'severity'");
            needsMatchers(section, "a severity rule");
            Severity severity = severity(section, "severity").orElse(byDefault);
            rules.add(new SeverityRules.Rule(section.matchers("matchers"), severity));
        }
        return new SeverityRules(rules, byDefault);
    }

    private static void needsMatchers(Section section, String what) {
        if (section.texts("matchers").isEmpty()) {
            section.problem("matchers", what + " needs 'matchers', or it would match everything");
        }
    }

    private static Optional<Severity> severity(Section section, String key) {
        String text = section.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Severity> severity = Severity.find(text);
        if (severity.isEmpty()) {
            section.problem(key, PolicyReader.unknownSeverity(text));
        }
        return severity;
    }

    private Fallbacks fallbacks(Section root) {
        Map<String, String> byReceiver = new LinkedHashMap<>();
        for (Section section : root.sections(FALLBACKS, FALLBACK)) {
            section.require("receiver", "a fallback needs the 'receiver' that it stands in for");
            section.require("fallback", "a fallback needs a 'fallback', the receiver that is told as well");
            section.item("receiver").ifPresent(item -> receivers.check(section, item));
            section.item("fallback").ifPresent(item -> receivers.check(section, item));
            String receiver = section.text("receiver");
            String fallback = section.text("fallback");
            if (!receiver.isEmpty() && receiver.equals(fallback)) {
                section.problem("fallback", "a receiver cannot stand in for itself");
            }
            if (byReceiver.putIfAbsent(receiver, fallback) != null) {
                section.problem("receiver", "'" + receiver + "' already has a fallback");
            }
        }
        return new Fallbacks(byReceiver);
    }

    private static Enrichment enrichment(Section root) {
        List<Enrichment.Rule> rules = new ArrayList<>();
        for (Section section : root.sections(ENRICHMENT, ADDITION)) {
            Map<String, String> labels = texts(section, "labels");
            Map<String, String> annotations = texts(section, "annotations");
            if (labels.isEmpty() && annotations.isEmpty()) {
                section.problem("an enrichment adds 'labels' or 'annotations'");
            }
            section.map("labels").forEach((name, item) -> {
                if (name.startsWith(RESERVED)) {
                    section.reading()
                            .problem(item.node(), item.path(), "labels that begin with 'kaldrix_' are the suite's own");
                }
            });
            labels.keySet().removeIf(String::isEmpty);
            try {
                rules.add(new Enrichment.Rule(section.matchers("matchers"), Labels.of(labels), annotations));
            } catch (IllegalArgumentException e) {
                section.problem("labels", Section.message(e));
            }
        }
        return new Enrichment(rules);
    }

    private static Map<String, String> texts(Section section, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        section.map(key).forEach((name, item) -> {
            if (name.isEmpty() || item.text().isEmpty()) {
                section.reading().problem(item.node(), item.path(), "a name or its text is empty");
            }
            texts.put(name, item.text());
        });
        return texts;
    }
}
