package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import java.util.Comparator;

/**
 * How it stands with a control in one account and region.
 *
 * @param key which one, where
 * @param status over all its findings there that are not waived
 * @param severity how bad it is when it fails
 * @param failed how many findings failed that are not waived
 */
public record ControlStanding(Key key, ControlStatus status, FindingSeverity severity, long failed) {
    /** A control in an account and region. */
    public record Key(Control control, String account, String region) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::control).thenComparing(Key::account).thenComparing(Key::region);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
