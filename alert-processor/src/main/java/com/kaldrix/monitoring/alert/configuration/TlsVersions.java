package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.common.yaml.Section;
import java.util.List;

/**
 * {@code min_version} and {@code max_version} of a section on TLS. Versions before 1.2 are broken (RFC 8996), and the platform
 * speaks none of them.
 */
public final class TlsVersions {
    private static final List<String> ALL = List.of("TLS12", "TLS13");

    private TlsVersions() {}

    /** Those between the two, as the platform names them ({@code TLSv1.3}); empty for all that it speaks. What is wrong is noted. */
    public static List<String> read(Section section) {
        int least = version(section, "min_version", 0);
        int most = version(section, "max_version", ALL.size() - 1);
        if (least > most) {
            section.problem("max_version", "'max_version' is older than 'min_version'");
            return List.of();
        }
        return least == 0 && most == ALL.size() - 1
                ? List.of()
                : ALL.subList(least, most + 1).stream()
                        .map(version -> version.replace("TLS1", "TLSv1."))
                        .toList();
    }

    private static int version(Section section, String key, int byDefault) {
        String text = section.text(key);
        if (!text.isEmpty() && !ALL.contains(text)) {
            section.problem(key, "TLS12 or TLS13; older versions are not spoken");
        }
        return ALL.contains(text) ? ALL.indexOf(text) : byDefault;
    }
}
