package com.kaldrix.monitoring.compliance.collect.securityhub;

import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.ResourceIds;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.FindingType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whose finding it is that stands in Security Hub, and what that one would call it: GuardDuty, Macie, Inspector and Config send their own events as
 * well, and both must come to one record.
 */
final class AsffProducts {
    private static final Pattern PRODUCT = Pattern.compile("arn:[a-z-]+:securityhub:[a-z0-9-]*:[0-9]*:product/(.+)");
    private static final Pattern OWN_ID = Pattern.compile(".*/finding/([^/]+)");
    private static final Map<String, Source> SOURCES = Map.of(
            "aws/securityhub", Source.SECURITY_HUB,
            "aws/guardduty", Source.GUARD_DUTY,
            "aws/macie", Source.MACIE,
            "aws/inspector", Source.INSPECTOR,
            "aws/config", Source.CONFIG,
            "aws/access-analyzer", Source.ACCESS_ANALYZER);
    private static final Map<String, Source> NAMES = Map.of(
            "Security Hub", Source.SECURITY_HUB,
            "GuardDuty", Source.GUARD_DUTY,
            "Macie", Source.MACIE,
            "Inspector", Source.INSPECTOR,
            "Config", Source.CONFIG,
            "IAM Access Analyzer", Source.ACCESS_ANALYZER);

    private final ControlNames names;

    AsffProducts(ControlNames names) {
        this.names = names;
    }

    /**
     * What a finding is of.
     *
     * @param source who found it
     * @param id how Security Hub calls it
     * @param part what the source's own event has for an id; with {@link Source#CONFIG} the rule
     * @param control what was checked
     * @param clues for the mapper
     */
    record Product(Source source, String id, String part, Control control, FindingClues clues) {
        /** The origin that the source's own event has too. */
        Origin origin(String account, String region, Sighting.Resource resource) {
            return new Origin(
                    source,
                    switch (source) {
                        case GUARD_DUTY, MACIE -> part;
                        case CONFIG ->
                            part.isEmpty()
                                    ? id
                                    : part + "/" + ResourceIds.of(resource.id(), resource.type(), account, region);
                        case SECURITY_HUB, INSPECTOR, ACCESS_ANALYZER, KALDRIX, PRODUCT -> id;
                    });
        }

        /** Whether it is a check, which can pass, and not only something that was found. */
        boolean isCheck() {
            return source == Source.SECURITY_HUB || source == Source.CONFIG;
        }
    }

    Product of(JsonFields asff) {
        String id = asff.text("Id");
        String product = product(asff);
        Source source = source(asff, product);
        FindingClues clues = clues(asff);
        return switch (source) {
            case SECURITY_HUB -> check(asff, id, clues);
            case GUARD_DUTY -> detection(asff, id, Namespace.GUARD_DUTY, clues);
            case MACIE -> detection(asff, id, Namespace.MACIE, clues);
            case INSPECTOR -> inspector(asff, id, clues);
            case CONFIG -> rule(asff, id, clues);
            case ACCESS_ANALYZER -> new Product(source, id, "", new Control(source.word(), access(asff)), clues);
            case KALDRIX, PRODUCT ->
                new Product(
                        source,
                        id,
                        "",
                        new Control(Source.PRODUCT.word(), product + "/" + asff.text("GeneratorId")),
                        clues);
        };
    }

    private static String product(JsonFields asff) {
        Matcher arn = PRODUCT.matcher(asff.glance("ProductArn").orElse(""));
        return arn.matches() ? arn.group(1) : asff.glance("ProductName").orElse("");
    }

    private Source source(JsonFields asff, String product) {
        Source known = SOURCES.get(product);
        if (known != null) {
            return known;
        }
        if (asff.glance("Compliance", "SecurityControlId").isPresent()) {
            return Source.SECURITY_HUB;
        }
        Source named = NAMES.get(product);
        if (named != null) {
            return named;
        }
        boolean generated = product.isEmpty()
                && asff.glance("GeneratorId").flatMap(names::ofGenerator).isPresent();
        return generated ? Source.SECURITY_HUB : Source.PRODUCT;
    }

    private Product check(JsonFields asff, String id, FindingClues clues) {
        Optional<String> control = asff.glance("Compliance", "SecurityControlId")
                .map(names::spelled)
                .or(() -> asff.glance("GeneratorId").flatMap(names::ofGenerator))
                .or(() -> Optional.of(clues.configRule())
                        .filter(Predicate.not(String::isEmpty))
                        .flatMap(names::ofRule));
        return control.map(name -> new Product(
                        Source.SECURITY_HUB, id, "", Control.of(Namespace.SECURITY_HUB, name), clues.withControl(name)))
                .orElseGet(() -> new Product(
                        Source.SECURITY_HUB,
                        id,
                        "",
                        Control.of(Namespace.SECURITY_HUB, asff.text("GeneratorId")),
                        clues));
    }

    private static Product detection(JsonFields asff, String id, Namespace namespace, FindingClues clues) {
        String type = asff.glance("Types", 0).map(AsffProducts::ownType).orElseThrow(() -> asff.missing("Types"));
        return new Product(
                namespace == Namespace.GUARD_DUTY ? Source.GUARD_DUTY : Source.MACIE,
                id,
                ownId(id),
                Control.of(namespace, type),
                clues.withTypes(new FindingType(namespace, type)));
    }

    /** From {@code TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce} to {@code UnauthorizedAccess:EC2/SSHBruteForce}. */
    private static String ownType(String type) {
        int colon = type.indexOf(':');
        if (colon < 0) {
            return type.substring(type.lastIndexOf('/') + 1);
        }
        String own = type.substring(type.lastIndexOf('/', colon) + 1);
        int start = own.indexOf(':');
        int hyphen = own.indexOf('-', start);
        boolean slashed = own.indexOf('/', start) >= 0;
        return hyphen < 0 || slashed ? own : own.substring(0, hyphen) + "/" + own.substring(hyphen + 1);
    }

    private static String ownId(String id) {
        Matcher matcher = OWN_ID.matcher(id);
        return matcher.matches() ? matcher.group(1) : id;
    }

    private static Product inspector(JsonFields asff, String id, FindingClues clues) {
        Optional<String> vulnerability = asff.glance("Vulnerabilities", 0, "Id");
        String types = String.join(" ", asff.texts("Types"));
        String type = types.contains("Network Reachability")
                ? "NETWORK_REACHABILITY"
                : types.contains("Code") ? "CODE_VULNERABILITY" : "PACKAGE_VULNERABILITY";
        String name = type.equals("PACKAGE_VULNERABILITY")
                ? vulnerability.map(found -> type + "/" + found).orElse(type)
                : type;
        return new Product(
                Source.INSPECTOR,
                id,
                "",
                Control.of(Namespace.INSPECTOR, name),
                clues.withTypes(new FindingType(Namespace.INSPECTOR, type)));
    }

    private Product rule(JsonFields asff, String id, FindingClues clues) {
        String rule = asff.glance("ProductFields", "aws/config/ConfigRuleName").orElseGet(() -> asff.text("Title"));
        Control control = names.ofRule(rule)
                .map(name -> Control.of(Namespace.SECURITY_HUB, name))
                .orElseGet(() -> Control.of(Namespace.CONFIG, names.managedRule(rule)));
        return new Product(
                Source.CONFIG,
                id,
                asff.glance("ProductFields", "aws/config/ConfigRuleArn").orElse(""),
                control,
                clues.withConfigRule(rule));
    }

    private static String access(JsonFields asff) {
        String types = String.join(" ", asff.texts("Types"));
        if (types.contains("Unused")) {
            return "UnusedAccess";
        }
        return types.contains("Internal") ? "InternalAccess" : "ExternalAccess";
    }

    private static FindingClues clues(JsonFields asff) {
        Optional<JsonFields> compliance = asff.findObject("Compliance");
        List<String> related =
                compliance.map(found -> found.texts("RelatedRequirements")).orElse(List.of());
        List<String> standards =
                compliance.map(found -> found.objects("AssociatedStandards")).orElse(List.of()).stream()
                        .flatMap(standard -> standard.glance("StandardsId").stream())
                        .toList();
        Stream<String> own = asff
                .glance("ProductFields", "StandardsArn")
                .or(() -> asff.glance("ProductFields", "StandardsGuideArn"))
                .stream();
        return new FindingClues(
                related,
                Stream.concat(standards.stream(), own).distinct().toList(),
                "",
                configRule(asff),
                List.of(),
                "");
    }

    private static String configRule(JsonFields asff) {
        for (int i = 0; ; i++) {
            Optional<String> type = asff.glance("ProductFields", "RelatedAWSResources:" + i + "/type");
            if (type.isEmpty()) {
                return "";
            }
            Optional<String> name = asff.glance("ProductFields", "RelatedAWSResources:" + i + "/name");
            if (type.get().equals("AWS::Config::ConfigRule") && name.isPresent()) {
                return name.get();
            }
        }
    }
}
