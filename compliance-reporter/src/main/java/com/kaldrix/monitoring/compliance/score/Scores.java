package com.kaldrix.monitoring.compliance.score;

/** How it stands with the standards, by what is known now. Safe for several threads. */
public interface Scores {
    /** Now, to the finding: what has been committed counts, and what has lapsed does not. */
    Standing now();
}
