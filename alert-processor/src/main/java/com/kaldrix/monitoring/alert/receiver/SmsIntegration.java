package com.kaldrix.monitoring.alert.receiver;

/**
 * A text message to a telephone, by AWS End User Messaging.
 *
 * @param to the number, by E.164
 * @param person id of whoever has it
 * @param sender by whom it is sent
 */
public record SmsIntegration(String to, String person, Sender sender) implements Integration {
    /**
     * What text messages are sent from.
     *
     * @param region whose service sends
     * @param apiUrl endpoint in place of the region's; empty for the region's
     * @param from a number, a sender id, or the id or ARN of a number, a pool or a sender id
     * @param configurationSet empty for none
     */
    public record Sender(String region, String apiUrl, String from, String configurationSet) {}

    @Override
    public String kind() {
        return "sms";
    }

    @Override
    public boolean sendResolved() {
        return true;
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
        return ChannelDigest.of(kind(), sender.region(), sender.apiUrl(), sender.from(), to);
    }

    @Override
    public boolean idempotent() {
        return false;
    }
}
