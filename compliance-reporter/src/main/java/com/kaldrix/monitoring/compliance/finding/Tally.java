package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.mapping.FindingClues;

/**
 * How many findings there are that are alike.
 *
 * @param clues what they say about what they concern
 * @param kind in what they are alike beside that
 * @param counts how many, by how they stand
 */
public record Tally(FindingClues clues, Kind kind, Counts counts) {
    /** What findings of a tally share. */
    public record Kind(Control control, String account, String region, String component, FindingSeverity severity) {}

    /** How many findings that count stand how. */
    public record Counts(long passed, long failed, long warning, long notAvailable) {
        /** None. */
        public static final Counts NONE = new Counts(0, 0, 0, 0);

        public Counts plus(Counts more) {
            return new Counts(
                    passed + more.passed,
                    failed + more.failed,
                    warning + more.warning,
                    notAvailable + more.notAvailable);
        }

        public Counts minus(Counts less) {
            return new Counts(
                    passed - less.passed,
                    failed - less.failed,
                    warning - less.warning,
                    notAvailable - less.notAvailable);
        }

        public boolean isNone() {
            return passed == 0 && failed == 0 && warning == 0 && notAvailable == 0;
        }

        /** So many that stand so. */
        public static Counts of(ComplianceStatus compliance, long count) {
            return switch (compliance) {
                case PASSED -> new Counts(count, 0, 0, 0);
                case FAILED -> new Counts(0, count, 0, 0);
                case WARNING -> new Counts(0, 0, count, 0);
                case NOT_AVAILABLE -> new Counts(0, 0, 0, count);
            };
        }
    }
}
