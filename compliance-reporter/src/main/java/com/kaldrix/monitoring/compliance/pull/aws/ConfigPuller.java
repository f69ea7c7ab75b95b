package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.collect.config.ConfigEvaluations;
import com.kaldrix.monitoring.compliance.pull.Harvest;
import com.kaldrix.monitoring.compliance.pull.PullSource;
import com.kaldrix.monitoring.compliance.pull.Puller;
import com.kaldrix.monitoring.compliance.pull.Target;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What rules of AWS Config say of resources, one rule after the other. AWS Config cannot be asked for what is new.
 *
 * @see <a href="https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByConfigRule.html">AWS Config API,
 *     GetComplianceDetailsByConfigRule</a>
 */
final class ConfigPuller implements Puller {
    static final AwsApi.Service SERVICE = new AwsApi.Service("config", "StarlingDoveService");
    private static final int AT_ONCE = 100;
    private static final char APART = '\n';

    private final Entrances entrances;
    private final ConfigEvaluations reader;

    ConfigPuller(Entrances entrances, ConfigEvaluations reader) {
        this.entrances = entrances;
        this.reader = reader;
    }

    @Override
    public PullSource source() {
        return PullSource.CONFIG;
    }

    @Override
    public Pages open(Target target) {
        Asked config = entrances.ask(target, SERVICE);
        TreeMap<String, String> rules = rules(config);
        return (round, place, told) -> page(config, rules, new Crop(target, told), place);
    }

    /** ARNs by name. */
    private static TreeMap<String, String> rules(Asked config) {
        TreeMap<String, String> rules = new TreeMap<>();
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            String place = token.get();
            ObjectNode request = Crop.object();
            if (!place.isEmpty()) {
                request.put("NextToken", place);
            }
            JsonNode answer = config.ask(api -> api.action("DescribeConfigRules", request), !place.isEmpty());
            Crop.objects(answer, "ConfigRules")
                    .forEach(rule -> Crop.text(rule, "ConfigRuleName")
                            .ifPresent(name -> rules.put(
                                    name, Crop.text(rule, "ConfigRuleArn").orElse(name))));
            token = Crop.text(answer, "NextToken");
        }
        return rules;
    }

    /** A place is a rule and, in its next line, a token of its results. */
    private Harvest page(Asked config, TreeMap<String, String> rules, Crop crop, String place) {
        int end = place.indexOf(APART);
        String wanted = end < 0 ? place : place.substring(0, end);
        String token = end < 0 ? "" : place.substring(end + 1);
        String rule = rules.ceilingKey(wanted);
        if (rule == null) {
            return crop.next(Optional.empty());
        }
        boolean goesOn = !token.isEmpty() && rule.equals(wanted);
        ObjectNode request = Crop.object().put("ConfigRuleName", rule).put("Limit", AT_ONCE);
        if (goesOn) {
            request.put("NextToken", token);
        }
        JsonNode answer = config.ask(api -> api.action("GetComplianceDetailsByConfigRule", request), goesOn);
        Crop.objects(answer, "EvaluationResults").forEach(result -> read(crop, rules.getOrDefault(rule, rule), result));
        Optional<String> more = Crop.text(answer, "NextToken").map(next -> rule + APART + next);
        return crop.next(more.or(() -> Optional.ofNullable(rules.higherKey(rule))));
    }

    /** The result as the event has it, which writes the same names with a small first letter. */
    private void read(Crop crop, String arn, ObjectNode result) {
        JsonNode identifier = result.path("EvaluationResultIdentifier");
        JsonNode qualifier = identifier.path("EvaluationResultQualifier");
        ObjectNode detail = Crop.object();
        copy(qualifier, "ConfigRuleName", detail, "configRuleName");
        copy(qualifier, "ResourceType", detail, "resourceType");
        copy(qualifier, "ResourceId", detail, "resourceId");
        detail.put("configRuleARN", arn)
                .put("awsAccountId", crop.target().account())
                .put("awsRegion", crop.target().region().code());
        ObjectNode evaluation = detail.putObject("newEvaluationResult");
        copy(result, "ComplianceType", evaluation, "complianceType");
        copy(result, "Annotation", evaluation, "annotation");
        Crop.time(result, "ResultRecordedTime")
                .ifPresent(time -> evaluation.put("resultRecordedTime", time.toString()));
        crop.read(reader, "aws.config", "Config Rules Compliance Change", detail);
    }

    private static void copy(JsonNode from, String field, ObjectNode to, String name) {
        Crop.text(from, field).ifPresent(text -> to.put(name, text));
    }
}
