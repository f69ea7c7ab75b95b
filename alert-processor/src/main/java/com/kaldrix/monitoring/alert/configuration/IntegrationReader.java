package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the entries of {@code webhook_configs}, {@code slack_configs} and {@code pagerduty_configs}. */
final class IntegrationReader {
    private static final String TIMEOUT = "timeout";

    static final Keys WEBHOOK = Keys.of("send_resolved", "url", "url_file", "max_alerts", TIMEOUT, HttpConfigReader.KEY)
            .refusing("payload");
    static final Keys SLACK = Keys.of(
                    "send_resolved",
                    "api_url",
                    "api_url_file",
                    "channel",
                    "username",
                    "icon_emoji",
                    "icon_url",
                    "title",
                    "title_link",
                    "text",
                    TIMEOUT,
                    HttpConfigReader.KEY)
            .and(SlackAttachmentReader.KEYS)
            .and(Keys.of("app_token", "app_token_file", "app_url", "update_message"))
            .refusing("message_text");
    static final Keys PAGERDUTY = Keys.of(
            "send_resolved",
            "routing_key",
            "routing_key_file",
            "service_key",
            "service_key_file",
            "url",
            "source",
            TIMEOUT,
            "client",
            "client_url",
            "description",
            "details",
            "severity",
            "class",
            "component",
            "group",
            "images",
            "links",
            HttpConfigReader.KEY);
    /** Where events go that name a service, at the host that takes those of version 2. */
    private static final String EVENTS_1 = "/generic/2010-04-15/create_event.json";

    private static final String EVENTS_2 = "/v2/enqueue";
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Keys IMAGE = Keys.of("src", "alt", "href");
    private static final Keys LINK = Keys.of("href", "text");
    private static final Set<String> PAGERDUTY_SEVERITIES = Set.of("critical", "error", "warning", "info");

    private final Globals globals;
    private final Words words;

    IntegrationReader(Globals globals, Words words) {
        this.globals = globals;
        this.words = words;
    }

    Optional<WebhookIntegration> webhook(Section section) {
        boolean sendResolved = section.flag("send_resolved", true);
        int maxAlerts = section.count("max_alerts", 0);
        HttpOptions http = http(section);
        Secret url = Secrets.urlOrNull(section, "url", "url_file");
        if (!section.has("url") && !section.has("url_file")) {
            section.problem("'url' or 'url_file' is missing");
        }
        return url == null ? Optional.empty() : Optional.of(new WebhookIntegration(url, maxAlerts, http, sendResolved));
    }

    Optional<SlackIntegration> slack(Section section) {
        SlackIntegration.Look look = new SlackIntegration.Look(
                words.text(section, "username"),
                words.text(section, "icon_emoji"),
                words.text(section, "icon_url"),
                words.text(section, "title"),
                words.text(section, "title_link"),
                words.text(section, "text"));
        String channel = words.text(section, "channel");
        HttpOptions http = http(section);
        boolean sendResolved = section.flag("send_resolved", false);
        // Messages by chat.postMessage are always updated in place, those by a webhook never can be.
        section.flag("update_message", false);
        boolean own = section.has("api_url") || section.has("api_url_file");
        boolean saysToken = section.has("app_token") || section.has("app_token_file");
        if (own && saysToken) {
            section.problem("a webhook ('api_url' or 'api_url_file') and an 'app_token' exclude each other");
        }
        Secret token = Secrets.secretOrNull(section, "app_token", "app_token_file");
        if (!own && !saysToken && http.authorizationOrNull() == null) {
            token = globals.slack().tokenOrNull();
        }
        String app = Secrets.url(section, "app_url")
                .map(Object::toString)
                .orElse(globals.slack().appUrl());
        if (token != null && !own) {
            section.require("channel", "chat.postMessage needs a 'channel'");
            return Optional.of(new SlackIntegration(
                    new Secret(app),
                    channel,
                    look,
                    new SlackAttachmentReader(words).read(section),
                    http.with(new HttpAuthorization("Bearer", token)),
                    sendResolved));
        }
        Secret url = own
                ? Secrets.urlOrNull(section, "api_url", "api_url_file")
                : globals.slack().urlOrNull();
        if (url == null) {
            if (!own && !saysToken) {
                section.problem("'api_url' or 'api_url_file' is missing, here and in 'global' (slack_api_url)");
            }
            return Optional.empty();
        }
        if (url.value().endsWith("/chat.postMessage")) {
            if (http.authorizationOrNull() == null && !section.has(HttpConfigReader.KEY)) {
                section.problem("chat.postMessage needs the bot's token in 'http_config.authorization.credentials'");
            }
            section.require("channel", "chat.postMessage needs a 'channel'");
        }
        return Optional.of(new SlackIntegration(
                url, channel, look, new SlackAttachmentReader(words).read(section), http, sendResolved));
    }

    Optional<PagerDutyIntegration> pagerDuty(Section section) {
        PagerDutyIntegration.Look look = new PagerDutyIntegration.Look(
                words.text(section, "description"),
                words.text(section, "severity"),
                words.text(section, "component"),
                words.text(section, "group"),
                words.text(section, "class"),
                words.text(section, "client"),
                words.text(section, "client_url"),
                words.text(section, "source"));
        if (Words.isFixed(look.severity())
                && !look.severity().isEmpty()
                && !PAGERDUTY_SEVERITIES.contains(look.severity())) {
            section.problem("severity", "PagerDuty knows the severities critical, error, warning and info");
        }
        Map<String, String> details = words.map(section, "details");
        boolean sendResolved = section.flag("send_resolved", true);
        PagerDutyIntegration.Key key = keyOrNull(section);
        HttpOptions http = http(section);
        URI url = Secrets.url(section, "url").orElse(globals.pagerDutyUrl());
        return key == null
                ? Optional.empty()
                : Optional.of(new PagerDutyIntegration(
                        key, key.former() ? former(url) : url, look, details, extras(section), http, sendResolved));
    }

    /** An address of one's own, that is not that of version 2, is taken as it is. */
    private static URI former(URI url) {
        String text = url.toString();
        return text.endsWith(EVENTS_2)
                ? URI.create(text.substring(0, text.length() - EVENTS_2.length()) + EVENTS_1)
                : url;
    }

    private static PagerDutyIntegration.@Nullable Key keyOrNull(Section section) {
        Secret routing = Secrets.templatedSecretOrNull(section, "routing_key", "routing_key_file");
        Secret service = Secrets.templatedSecretOrNull(section, "service_key", "service_key_file");
        boolean saysRouting = section.has("routing_key") || section.has("routing_key_file");
        boolean saysService = section.has("service_key") || section.has("service_key_file");
        if (saysRouting && saysService) {
            section.problem("a routing key (Events API v2) and a service key (v1) exclude each other");
        } else if (!saysRouting && !saysService) {
            section.problem("'routing_key' or 'routing_key_file' is missing");
        }
        Secret secret = saysService ? service : routing;
        return secret == null ? null : new PagerDutyIntegration.Key(secret, saysService);
    }

    /** How HTTP is spoken, with the time that an attempt may take. */
    private HttpOptions http(Section section) {
        HttpOptions options = HttpConfigReader.options(section, globals.http());
        Duration timeout = section.durationOrNull(TIMEOUT);
        if (timeout == null || timeout.isZero()) {
            return options;
        }
        if (timeout.compareTo(LONGEST) > 0) {
            section.problem(TIMEOUT, "an attempt takes " + LONGEST.toSeconds() + " s at most, and is repeated");
        }
        return options.within(timeout);
    }

    private PagerDutyIntegration.Extras extras(Section section) {
        return new PagerDutyIntegration.Extras(
                section.sections("images", IMAGE).stream()
                        .map(image -> texts(image, IMAGE))
                        .toList(),
                section.sections("links", LINK).stream()
                        .map(link -> texts(link, LINK))
                        .toList());
    }

    private Map<String, String> texts(Section section, Keys keys) {
        Map<String, String> texts = new TreeMap<>();
        for (String key : keys.supported()) {
            String text = words.text(section, key);
            if (!text.isEmpty()) {
                texts.put(key, text);
            }
        }
        return texts;
    }
}
