package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * {@code pagerduty_configs} by Events API v2 ({@code routing_key}) or v1 ({@code service_key}).
 *
 * @param key integration key of the PagerDuty service
 * @param url the Events API, {@code https://events.pagerduty.com/v2/enqueue} unless set
 * @param look texts that replace our own
 * @param details further fields for people
 * @param extras pictures and links
 * @param http how HTTP is spoken
 * @param sendResolved whether the end is told
 */
public record PagerDutyIntegration(
        Key key, URI url, Look look, Map<String, String> details, Extras extras, HttpOptions http, boolean sendResolved)
        implements Integration {

    public PagerDutyIntegration(
            Secret routingKey, URI url, Look look, Map<String, String> details, boolean sendResolved) {
        this(new Key(routingKey, false), url, look, details, Extras.NONE, HttpOptions.NONE, sendResolved);
    }

    /**
     * What names and proves a service of PagerDuty.
     *
     * @param secret the key
     * @param former whether it is one of the Events API v1, which needs an address and events of its own
     */
    public record Key(Secret secret, boolean former) {}

    public Secret routingKey() {
        return key.secret();
    }

    /**
     * Pictures and links beside ours.
     *
     * @param images each with {@code src}, {@code alt} and {@code href}
     * @param links each with {@code href} and {@code text}
     */
    public record Extras(List<Map<String, String>> images, List<Map<String, String>> links) {
        public static final Extras NONE = new Extras(List.of(), List.of());

        public Extras {
            images = List.copyOf(images);
            links = List.copyOf(links);
        }

        private Extras filled(Filling filling) {
            return new Extras(
                    images.stream().map(image -> filling.texts("images", image)).toList(),
                    links.stream().map(link -> filling.texts("links", link)).toList());
        }
    }

    /**
     * Texts that replace our own; each empty for the default.
     *
     * @param description the event's summary
     * @param severity one of critical, error, warning, info
     * @param component what is broken
     * @param group logical grouping
     * @param eventClass the event's class
     * @param client who monitors
     * @param clientUrl where the monitor is looked at
     * @param source what is broken, as a place
     */
    public record Look(
            String description,
            String severity,
            String component,
            String group,
            String eventClass,
            String client,
            String clientUrl,
            String source) {
        public static final Look DEFAULT = new Look("", "", "", "", "", "", "", "");
    }

    public PagerDutyIntegration {
        details = Map.copyOf(details);
    }

    @Override
    public PagerDutyIntegration filled(Filling filling) {
        Look filled = new Look(
                filling.text("description", look.description()),
                filling.text("severity", look.severity()),
                filling.text("component", look.component()),
                filling.text("group", look.group()),
                filling.text("class", look.eventClass()),
                filling.text("client", look.client()),
                filling.text("client_url", look.clientUrl()),
                filling.text("source", look.source()));
        return new PagerDutyIntegration(
                key, url, filled, filling.texts("details", details), extras.filled(filling), http, sendResolved);
    }

    @Override
    public String kind() {
        return "pagerduty";
    }

    @Override
    public boolean pages() {
        return true;
    }

    @Override
    public boolean sharesEnds() {
        return false;
    }

    @Override
    public boolean showsState() {
        return true;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(kind(), url.toString(), key.secret().value());
    }

    @Override
    public boolean idempotent() {
        return true;
    }
}
