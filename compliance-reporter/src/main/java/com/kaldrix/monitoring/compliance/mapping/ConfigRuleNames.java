package com.kaldrix.monitoring.compliance.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the managed rule behind the name that a rule of AWS Config has in an account. Services add to the name: Security Hub a prefix and a hash,
 * conformance packs and organisation rules a suffix.
 *
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html">Managed rules of AWS Config</a>
 */
final class ConfigRuleNames {
    private static final List<Pattern> ADDITIONS = List.of(
            Pattern.compile("securityhub-(.+)-[0-9a-f]{5,8}"),
            Pattern.compile("(.+)-conformance-pack-[a-z0-9]{6,12}"),
            Pattern.compile("OrgConfigRule-(.+)-[a-z0-9]{8}"));
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Z0-9]+(_[A-Z0-9]+)*");

    /**
     * Managed rules that go by another name than their own: by their identifier with hyphens, or by what Security Hub calls the rule that it
     * creates.
     */
    private static final Map<String, String> DIFFERENT = Map.of(
            "incoming-ssh-disabled", "restricted-ssh",
            "restricted-incoming-traffic", "restricted-common-ports",
            "instances-in-vpc", "ec2-instances-in-vpc",
            "multi-region-cloud-trail-enabled", "multi-region-cloudtrail-enabled",
            "cloud-trail-enabled", "cloudtrail-enabled",
            "ec2-instance-managed-by-ssm", "ec2-instance-managed-by-systems-manager",
            "ec2-managedinstance-patch-compliance", "ec2-managedinstance-patch-compliance-status-check",
            "kms-cmk-not-scheduled-for-deletion-2", "kms-cmk-not-scheduled-for-deletion",
            "iam-password-policy-recommended-defaults", "iam-password-policy");

    private ConfigRuleNames() {}

    /**
     * The name of the managed rule.
     *
     * @param name as the account has it, or a source identifier such as {@code INCOMING_SSH_DISABLED}
     * @param known tells whether a name is that of a managed rule; such a name is left as it is
     */
    static String managed(String name, Predicate<String> known) {
        if (known.test(name)) {
            return name;
        }
        String bare = name;
        for (Pattern addition : ADDITIONS) {
            Matcher matcher = addition.matcher(bare);
            if (matcher.matches()) {
                bare = matcher.group(1);
            }
        }
        if (IDENTIFIER.matcher(bare).matches()) {
            bare = bare.toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return DIFFERENT.getOrDefault(bare, bare);
    }
}
