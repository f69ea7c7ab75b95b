package com.kaldrix.monitoring.compliance.score;

/**
 * Of how many requirements something is known.
 *
 * @param known requirements with evidence
 * @param all requirements
 */
public record Coverage(int known, int all) {
    private static final double WHOLE = 100;

    public Coverage {
        if (known < 0 || known > all) {
            throw new IllegalArgumentException(known + " of " + all + " requirements");
        }
    }

    /** In per cent, rounded down: what is not known is not rounded away. */
    public int percent() {
        return all == 0 ? 0 : (int) Math.floor(WHOLE * known / all);
    }
}
