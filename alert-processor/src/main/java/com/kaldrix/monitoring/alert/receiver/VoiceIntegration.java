package com.kaldrix.monitoring.alert.receiver;

import org.jspecify.annotations.Nullable;

/**
 * A call to a telephone: by a contact flow of Amazon Connect, which can take a key that is pressed, or by AWS End User Messaging, which
 * only speaks.
 *
 * @param to the number, by E.164
 * @param person id of whoever has it
 * @param line by what it is called
 */
public record VoiceIntegration(String to, String person, Line line) implements Integration {
    /**
     * What calls.
     *
     * @param region whose service calls
     * @param apiUrl endpoint in place of the region's; empty for the region's
     * @param from the number that is shown; with Connect empty for the queue's own
     * @param connectOrNull the contact flow; null for End User Messaging
     */
    public record Line(
            String region,
            String apiUrl,
            String from,
            @Nullable Flow connectOrNull) {}

    /**
     * A contact flow of Amazon Connect.
     *
     * @param instance id of the instance
     * @param flow id of the contact flow
     * @param queue id of the queue that the call is counted to; empty for that of the flow
     */
    public record Flow(String instance, String flow, String queue) {}

    @Override
    public String kind() {
        return "voice";
    }

    /** Nobody is called to hear that it is over. */
    @Override
    public boolean sendResolved() {
        return false;
    }

    @Override
    public boolean pages() {
        return true;
    }

    @Override
    public boolean sharesEnds() {
        return true;
    }

    @Override
    public String channel() {
        Flow flow = line.connectOrNull();
        return ChannelDigest.of(
                kind(), line.region(), line.apiUrl(), line.from(), flow == null ? "" : flow.instance() + flow.flow());
    }

    /** Connect knows a call again by its token. */
    @Override
    public boolean idempotent() {
        return line.connectOrNull() != null;
    }
}
