package com.kaldrix.monitoring.anomaly.forest;

import com.kaldrix.monitoring.anomaly.stream.Findings;
import java.util.UUID;

/** Something happened to the forests of a series that is to be kept in the transaction of the reading. */
public sealed interface ForestChange extends Findings.Finding {
    /** The forests go to rest. The bytes are those of a monitor's checkpoint. */
    record PagedOut(UUID key, byte[] state, int learnt) implements ForestChange {}

    /** The forests that rested under the key are at work again; what rests there is needed only to read a journal again. */
    record PagedIn(UUID key, int learnt) implements ForestChange {}

    /** The forests have learnt this much of what they need, in per cent; at 100 they judge. */
    record Learnt(int percent) implements ForestChange {}

    /** The series was forgotten, and its forests with it. */
    record Gone() implements ForestChange {}
}
