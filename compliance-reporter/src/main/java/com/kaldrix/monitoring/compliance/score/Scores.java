package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.compliance.finding.Tally;
import java.util.function.Predicate;

/** How it stands with the standards, by what is known now. Safe for several threads. */
public interface Scores {
    /** Now, to the finding: what has been committed counts, and what has lapsed does not. */
    Standing now();

    /**
     * Now, of some findings, counted from the findings themselves in the caller's snapshot: for those who read these in the same transaction.
     *
     * @param within which ones
     */
    Standing counted(Predicate<Tally.Kind> within);
}
