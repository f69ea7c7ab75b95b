package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Check;
import com.kaldrix.monitoring.compliance.framework.Confidence;
import com.kaldrix.monitoring.compliance.framework.Domain;
import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.Kind;
import com.kaldrix.monitoring.compliance.framework.Link;
import com.kaldrix.monitoring.compliance.framework.Requirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A small catalogue that does not grow with the one that ships, so that golden reports stay. */
final class ExampleStandards {
    private static final String TABLE = """
            hipaa|HIPAA|Security Rule|164.308|Administrative safeguards|164.308(a)(1)(i)|Risks are found, judged and dealt with|partial|guardduty:*, securityhub:GuardDuty.1
            hipaa|HIPAA|Security Rule|164.308|Administrative safeguards|164.308(a)(3)(i)|Only those who need it reach health data|automated|securityhub:IAM.1, securityhub:IAM.4, securityhub:IAM.6
            hipaa|HIPAA|Security Rule|164.308|Administrative safeguards|164.308(a)(5)(i)|People are taught to keep data safe|manual|
            hipaa|HIPAA|Security Rule|164.312|Technical safeguards|164.312(a)(2)(iv)|Health data at rest is encrypted|automated|securityhub:S3.17, securityhub:RDS.3, securityhub:EC2.7
            hipaa|HIPAA|Security Rule|164.312|Technical safeguards|164.312(b)|What happens to health data is recorded|automated|securityhub:CloudTrail.1, securityhub:S3.9
            hipaa|HIPAA|Security Rule|164.312|Technical safeguards|164.312(e)(1)|Health data is protected on its way|automated|securityhub:S3.5, securityhub:ELB.1
            iso27001-2022|ISO/IEC 27001|2022|A.5|Organizational controls|A.5.1|Policies for information security exist and are reviewed|manual|
            iso27001-2022|ISO/IEC 27001|2022|A.5|Organizational controls|A.5.15|Access follows rules that are written down|automated|securityhub:IAM.1, securityhub:S3.8
            iso27001-2022|ISO/IEC 27001|2022|A.5|Organizational controls|A.5.24|Incidents are planned for|partial|kaldrix:response-time
            iso27001-2022|ISO/IEC 27001|2022|A.8|Technological controls|A.8.8|Weaknesses are known and closed|automated|inspector:*
            iso27001-2022|ISO/IEC 27001|2022|A.8|Technological controls|A.8.13|Backups exist and are tried|automated|kaldrix:backup-age, securityhub:RDS.11
            iso27001-2022|ISO/IEC 27001|2022|A.8|Technological controls|A.8.15|Events are recorded and kept|automated|securityhub:CloudTrail.1
            iso27001-2022|ISO/IEC 27001|2022|A.8|Technological controls|A.8.20|Networks are secured|automated|securityhub:EC2.2, securityhub:EC2.13
            pci-dss-4.0.1|PCI DSS|4.0.1|1|Network security controls|1.3.1|Traffic into the card environment is limited|automated|securityhub:EC2.13, securityhub:EC2.2
            pci-dss-4.0.1|PCI DSS|4.0.1|3|Stored account data|3.5.1|Card numbers cannot be read where they are stored|automated|securityhub:RDS.3, securityhub:S3.17
            pci-dss-4.0.1|PCI DSS|4.0.1|8|Identity|8.4.2|More than one factor is asked for|automated|securityhub:IAM.6, securityhub:IAM.19
            pci-dss-4.0.1|PCI DSS|4.0.1|10|Logging|10.2.1|Every access to card data is recorded|automated|securityhub:CloudTrail.1, securityhub:ELB.5
            pci-dss-4.0.1|PCI DSS|4.0.1|12|Policies|12.6.1|A security awareness programme exists|manual|
            soc2-2017|SOC 2|2017|CC6|Logical and physical access|CC6.1|Access is restricted by architecture and software|automated|securityhub:IAM.1, securityhub:IAM.4, securityhub:S3.8, securityhub:EC2.13
            soc2-2017|SOC 2|2017|CC6|Logical and physical access|CC6.6|Threats from outside are kept out|automated|securityhub:EC2.2, securityhub:EC2.13, securityhub:S3.8
            soc2-2017|SOC 2|2017|CC6|Logical and physical access|CC6.7|Information on its way is protected|automated|securityhub:S3.5, securityhub:ELB.1
            soc2-2017|SOC 2|2017|CC7|System operations|CC7.1|Weaknesses are looked for|automated|inspector:*, securityhub:GuardDuty.1
            soc2-2017|SOC 2|2017|CC7|System operations|CC7.2|Anomalies are noticed and judged|partial|guardduty:*, securityhub:GuardDuty.1
            soc2-2017|SOC 2|2017|CC7|System operations|CC7.4|Incidents are answered|partial|kaldrix:response-time
            soc2-2017|SOC 2|2017|CC8|Change management|CC8.1|Changes are authorised and tested|manual|
            """;

    private ExampleStandards() {}

    static Catalogue catalogue() {
        Map<String, Map<String, List<Requirement>>> domains = new LinkedHashMap<>();
        Map<String, Framework.Label> labels = new LinkedHashMap<>();
        Map<String, String> titles = new LinkedHashMap<>();
        for (String line : TABLE.lines().toList()) {
            String[] cells = line.split("\\|", -1);
            labels.put(cells[0], new Framework.Label(cells[1], cells[2], "publisher"));
            titles.put(cells[0] + cells[3], cells[4]);
            domains.computeIfAbsent(cells[0], it -> new LinkedHashMap<>())
                    .computeIfAbsent(cells[3], it -> new ArrayList<>())
                    .add(new Requirement(
                            cells[5], cells[6], Kind.valueOf(cells[7].toUpperCase(Locale.ROOT)), links(cells[8])));
        }
        List<Framework> frameworks = new ArrayList<>();
        domains.forEach((id, chapters) -> {
            List<Domain> list = new ArrayList<>();
            chapters.forEach((chapter, requirements) ->
                    list.add(new Domain(chapter, Objects.requireNonNull(titles.get(id + chapter)), requirements)));
            frameworks.add(new Framework(id, Objects.requireNonNull(labels.get(id)), List.of(), list));
        });
        return new Catalogue(frameworks);
    }

    private static List<Link> links(String checks) {
        return Arrays.stream(checks.split(", "))
                .filter(check -> !check.isBlank())
                .map(check -> check.replace("guardduty:*", "guardduty:UnauthorizedAccess:")
                        .replace("inspector:*", "inspector:PACKAGE_VULNERABILITY"))
                .map(check -> new Link(Check.parse(check), "kaldrix", Confidence.OWN))
                .toList();
    }
}
