package com.kaldrix.monitoring.local.sink;

/** What a sink made of something it received. */
public sealed interface Verdict {
    /**
     * Taken as the vendor would take it.
     *
     * @param answered whether the sender was told; false when the connection was dropped on purpose, so that the sender
     *     cannot know the outcome
     */
    record Accepted(boolean answered) implements Verdict {}

    /**
     * Refused because it breaks the vendor's rules.
     *
     * @param status the HTTP status or SMTP reply code
     * @param reason the vendor's word for it and what was wrong
     */
    record Rejected(int status, String reason) implements Verdict {}

    /**
     * Not taken, because the sink was told to misbehave.
     *
     * @param kind what the sink did, such as {@code status 503} or {@code reset}
     */
    record Misbehaved(String kind) implements Verdict {}
}
