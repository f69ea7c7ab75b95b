package com.kaldrix.monitoring.metrics.intake;

/** Changes the rules of the intake. */
public interface IntakeControl {
    /** From now on these rules hold; what sources hold on to is admitted anew. */
    void rules(IntakeRules rules);
}
