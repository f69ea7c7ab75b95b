package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.common.region.Region;
import java.util.Comparator;

/**
 * Whom to ask, and where. One replica at a time asks one.
 *
 * @param account 12 digits
 */
public record Target(String account, Region region, PullSource source) implements Comparable<Target> {
    private static final Comparator<Target> ORDER = Comparator.comparing(Target::account)
            .thenComparing(Target::region)
            .thenComparing(target -> target.source().word());

    @Override
    public int compareTo(Target other) {
        return ORDER.compare(this, other);
    }

    /** In the form {@code account/region/source}. */
    @Override
    public String toString() {
        return account + "/" + region + "/" + source.word();
    }
}
