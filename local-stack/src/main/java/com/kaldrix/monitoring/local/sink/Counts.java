package com.kaldrix.monitoring.local.sink;

/**
 * How much a sink has received since it was last cleared, restarts included.
 *
 * @param received everything
 * @param accepted what it took, duplicates included
 * @param duplicates what it took and that told nothing new
 * @param rejected what broke the vendor's rules
 * @param misbehaved what it refused because it was told to
 */
public record Counts(long received, long accepted, long duplicates, long rejected, long misbehaved) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(Receipt receipt) {
        return add(receipt, 1);
    }

    Counts minus(Receipt receipt) {
        return add(receipt, -1);
    }

    private Counts add(Receipt receipt, int n) {
        return switch (receipt.verdict()) {
            case Verdict.Accepted taken -> {
                int again = receipt.duplicate() ? n : 0;
                yield new Counts(received + n, accepted + n, duplicates + again, rejected, misbehaved);
            }
            case Verdict.Rejected refused -> new Counts(received + n, accepted, duplicates, rejected + n, misbehaved);
            case Verdict.Misbehaved turnedAway ->
                new Counts(received + n, accepted, duplicates, rejected, misbehaved + n);
        };
    }
}
