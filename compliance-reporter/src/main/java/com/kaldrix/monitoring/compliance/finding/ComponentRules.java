package com.kaldrix.monitoring.compliance.finding;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Components by the names of resources: the first rule that fits; else the AWS service of the resource, in lower case; else {@code other}. */
final class ComponentRules implements Components {
    private static final Pattern TYPE = Pattern.compile("AWS::([A-Za-z0-9]+)::.+");
    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:([a-z0-9-]+):.*");
    private static final String ACCOUNT = "AWS::::Account";

    private final List<Rule> rules;

    private record Rule(String component, List<Pattern> resources) {}

    ComponentRules(List<ComponentProperties.Component> components) {
        this.rules = components.stream()
                .map(component -> new Rule(
                        component.name(),
                        component.resources().stream()
                                .map(ComponentRules::pattern)
                                .toList()))
                .toList();
    }

    /** A star stands for any text. */
    private static Pattern pattern(String glob) {
        return Pattern.compile(
                Pattern.compile("\\*").splitAsStream(glob).map(Pattern::quote).collect(Collectors.joining(".*"))
                        + (glob.endsWith("*") ? ".*" : ""));
    }

    @Override
    public String of(String resource, String resourceType) {
        for (Rule rule : rules) {
            if (rule.resources().stream()
                    .anyMatch(pattern -> pattern.matcher(resource).matches())) {
                return rule.component();
            }
        }
        Matcher type = TYPE.matcher(resourceType);
        if (type.matches()) {
            return type.group(1).toLowerCase(Locale.ROOT);
        }
        if (resourceType.equals(ACCOUNT) || resource.startsWith(ACCOUNT)) {
            return "account";
        }
        Matcher arn = ARN.matcher(resource);
        return arn.matches() ? arn.group(1) : "other";
    }
}
