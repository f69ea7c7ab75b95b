package com.kaldrix.monitoring.alert.remediation;

/** How far a remediation has come. Texts are for people and without secrets. */
public sealed interface Progress {
    /**
     * It was taken and runs.
     *
     * @param reference what to ask for its progress by; not empty
     */
    record Running(String reference) implements Progress {}

    /** It was done; that it helped is for the alert to say. */
    record Succeeded(String output) implements Progress {}

    /** It was certainly not done, or not to its end. */
    record Failed(String output) implements Progress {}

    /** Nobody knows whether it was done. It is not to be done again before somebody has looked. */
    record Unclear(String output) implements Progress {}

    /** For now nobody can be asked; only an answer to {@link Executor#look}. */
    record Silent(String reason) implements Progress {}
}
