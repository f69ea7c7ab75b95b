package com.kaldrix.monitoring.compliance.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One name for each control, whatever form a finding has: consolidated or of one standard, by Security Hub or by the rule of AWS Config that it
 * created. Findings are joined by that name. Safe to use from many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/asff-changes-consolidation.html">Security Hub, how consolidation changes
 *     control ids</a>
 */
public final class ControlNames {
    private static final String TABLE = "/controls/generators.csv";
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:securityhub:[a-z0-9-]*:[0-9]*:(?:ruleset/)?(.+)");
    private static final Pattern RULE = Pattern.compile("(.+)/rule/([0-9][0-9.]*)");
    private static final Pattern WITH_CONTROL =
            Pattern.compile("(?:security-control|[a-z0-9-]+/v/[0-9][0-9.a-z]*)/([A-Za-z][A-Za-z0-9]*\\.[1-9][0-9]*)");
    private static final Pattern OF_SECURITY_HUB = Pattern.compile("securityhub-(.+)-[0-9a-f]{5,8}");
    /** The one control that standards knew by another name in the shape of a control's id. */
    private static final Map<String, String> RENAMED = Map.of("elbv2.1", "ELB.1");

    private final SecurityHubControls controls;
    private final Map<String, String> spellings = new HashMap<>();
    private final Map<String, String> generators = new HashMap<>();

    /**
     * @param controls what is known of Security Hub
     */
    public ControlNames(SecurityHubControls controls) {
        this.controls = controls;
        controls.ids().forEach(id -> spellings.put(id.toLowerCase(Locale.ROOT), id));
        table().lines().skip(1).forEach(line -> {
            String[] cells = line.split(",", -1);
            generators.put(cells[0], cells[1]);
        });
    }

    private static String table() {
        try (InputStream in = ControlNames.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the suite is incomplete: " + TABLE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The spelling of a control's id that the suite keeps to, for AWS writes both {@code Opensearch.1} and {@code OpenSearch.1}. */
    public String spelled(String control) {
        String lower = control.toLowerCase(Locale.ROOT);
        String renamed = RENAMED.get(lower);
        return renamed == null ? spellings.getOrDefault(lower, control) : renamed;
    }

    /**
     * The control behind the {@code GeneratorId} of a finding, such as {@code security-control/IAM.1}, {@code pci-dss/v/3.2.1/PCI.IAM.3} or
     * {@code arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/1.22}; empty when it is none of Security Hub's.
     */
    public Optional<String> ofGenerator(String generator) {
        Matcher arn = ARN.matcher(generator);
        String bare = arn.matches() ? arn.group(1) : generator;
        Matcher rule = RULE.matcher(bare);
        String name = rule.matches() ? rule.group(1) + "/" + rule.group(2) : bare;
        String listed = generators.get(name);
        if (listed != null) {
            return Optional.of(listed);
        }
        Matcher control = WITH_CONTROL.matcher(name);
        return control.matches() ? Optional.of(spelled(control.group(1))) : Optional.empty();
    }

    /**
     * The control that a rule was created for; empty when Security Hub did not create the rule, or when several controls evaluate it and which one
     * is not said.
     *
     * @param rule name of a rule of AWS Config as the account has it
     */
    public Optional<String> ofRule(String rule) {
        if (!OF_SECURITY_HUB.matcher(rule).matches()) {
            return Optional.empty();
        }
        List<String> evaluating = controls.controlsOf(managedRule(rule));
        return evaluating.size() == 1 ? Optional.of(evaluating.getFirst()) : Optional.empty();
    }

    /** The managed rule behind the name that a rule has in an account; a name that has nothing added to it stays as it is. */
    public String managedRule(String rule) {
        return ConfigRuleNames.managed(rule, controls::isRule);
    }
}
