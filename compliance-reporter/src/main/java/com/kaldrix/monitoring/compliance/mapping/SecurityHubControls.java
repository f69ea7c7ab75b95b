package com.kaldrix.monitoring.compliance.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which controls Security Hub has, and which rule of AWS Config each of them evaluates, as far as it is known. Where Security Hub creates the rule
 * with parameters of the control, the name is that of the created rule: {@code iam-password-policy-symbol-check}, {@code restricted-rdp}.
 */
public final class SecurityHubControls {
    private static final String TABLE = "/controls/security-hub.csv";
    private static final int COLUMNS = 3;

    private final Map<String, String> rules = new LinkedHashMap<>();
    private final Map<String, String> severities = new HashMap<>();
    private final Map<String, List<String>> controls = new LinkedHashMap<>();

    private SecurityHubControls() {}

    /** The table that ships with the suite. */
    public static SecurityHubControls shipped() {
        try (InputStream in = SecurityHubControls.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the suite is incomplete: " + TABLE + " is missing");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SecurityHubControls parse(String table) {
        SecurityHubControls known = new SecurityHubControls();
        for (String line : table.lines().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            if (cells.length != COLUMNS) {
                throw new IllegalStateException(TABLE + ": a line has not " + COLUMNS + " cells: " + line);
            }
            known.rules.put(cells[0], cells[2]);
            known.severities.put(cells[0], cells[1]);
            if (!cells[2].isEmpty()) {
                known.controls
                        .computeIfAbsent(cells[2], rule -> new ArrayList<>())
                        .add(cells[0]);
            }
        }
        return known;
    }

    /** Ids of all controls in the table. */
    public Set<String> ids() {
        return Set.copyOf(rules.keySet());
    }

    /** How bad AWS thinks it is when the control fails, such as {@code HIGH}; empty when the table does not say. */
    public Optional<String> severityOf(String control) {
        return Optional.ofNullable(severities.get(control)).filter(severity -> !severity.isEmpty());
    }

    /** Whether a control is known to evaluate this rule. */
    boolean isRule(String rule) {
        return controls.containsKey(rule);
    }

    /** The controls that evaluate a rule, each with parameters of its own; empty when none is known to. */
    List<String> controlsOf(String rule) {
        return List.copyOf(controls.getOrDefault(rule, List.of()));
    }
}
