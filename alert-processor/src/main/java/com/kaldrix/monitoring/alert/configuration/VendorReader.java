package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.OpsgenieIntegration;
import com.kaldrix.monitoring.alert.receiver.PushoverIntegration;
import com.kaldrix.monitoring.alert.receiver.PushoverIntegration.Emergency;
import com.kaldrix.monitoring.alert.receiver.VictorOpsIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the entries of {@code opsgenie_configs}, {@code victorops_configs} and {@code pushover_configs}. */
final class VendorReader {
    /** All lists of vendors that receivers may have beside the first five. */
    static final String[] LISTS = {
        "opsgenie_configs",
        "victorops_configs",
        "pushover_configs",
        "wechat_configs",
        "telegram_configs",
        "webex_configs",
        "msteams_configs",
        "msteamsv2_configs",
        "discord_configs"
    };

    private static final String[] OPSGENIE_TEXTS = {
        "message", "description", "source", "tags", "note", "priority", "entity", "actions"
    };
    private static final String[] VICTOROPS_TEXTS = {
        "message_type", "entity_display_name", "state_message", "monitoring_tool"
    };
    private static final String[] PUSHOVER_TEXTS = {
        "title", "message", "url", "url_title", "device", "sound", "priority"
    };
    private static final Keys COMMON = Keys.of("send_resolved", HttpConfigReader.KEY);

    static final Keys OPSGENIE = Keys.of(OPSGENIE_TEXTS)
            .and(COMMON)
            .and(Keys.of("api_key", "api_key_file", "api_url", "details", "responders", "update_alerts"));
    static final Keys VICTOROPS = Keys.of(VICTOROPS_TEXTS)
            .and(COMMON)
            .and(Keys.of("api_key", "api_key_file", "api_url", "routing_key", "custom_fields"));
    static final Keys PUSHOVER = Keys.of(PUSHOVER_TEXTS)
            .and(COMMON)
            .and(Keys.of(
                    "user_key", "user_key_file", "token", "token_file", "retry", "expire", "ttl", "html", "monospace"));
    private static final String PUSHOVER_URL = "https://api.pushover.net/1/messages.json";
    private static final Keys RESPONDER = Keys.of("id", "name", "username", "type");

    private static final Set<String> RESPONDERS = Set.of("team", "teams", "user", "escalation", "schedule");
    private static final Set<String> RESERVED = Set.of(
            "routing_key", "message_type", "state_message", "entity_display_name", "monitoring_tool", "entity_id");
    private static final Duration LEAST_RETRY = Duration.ofSeconds(30);
    private static final Duration MOST_EXPIRE = Duration.ofHours(3);

    private final Globals globals;
    private final Words words;

    VendorReader(Globals globals, Words words) {
        this.globals = globals;
        this.words = words;
    }

    Optional<OpsgenieIntegration> opsgenie(Section section) {
        Secret key = secret(section, "api_key", globals.vendors().opsgenieKeyOrNull(), "opsgenie_api_key");
        List<Map<String, String>> responders = section.sections("responders", RESPONDER).stream()
                .map(this::responder)
                .toList();
        OpsgenieIntegration read = new OpsgenieIntegration(
                key == null ? new Secret("none") : key,
                address(section, globals.vendors().opsgenieUrl()),
                words.texts(section, OPSGENIE_TEXTS),
                words.map(section, "details"),
                responders,
                http(section),
                new OpsgenieIntegration.Told(
                        section.flag("send_resolved", true), section.flag("update_alerts", false)));
        return key == null ? Optional.empty() : Optional.of(read);
    }

    private Map<String, String> responder(Section section) {
        if (!section.has("id") && !section.has("name") && !section.has("username")) {
            section.problem("a responder needs an 'id', a 'name' or a 'username'");
        }
        String type = words.text(section, "type");
        if (Words.isFixed(type) && !RESPONDERS.contains(type)) {
            section.problem("type", "Opsgenie knows the responders team, teams, user, escalation and schedule");
        }
        return words.texts(section, "id", "name", "username", "type").byKey();
    }

    Optional<VictorOpsIntegration> victorOps(Section section) {
        Secret key = secret(section, "api_key", globals.vendors().victorOpsKeyOrNull(), "victorops_api_key");
        section.require("routing_key", "a VictorOps integration needs a 'routing_key'");
        Map<String, String> fields = words.map(section, "custom_fields");
        fields.keySet().stream()
                .filter(RESERVED::contains)
                .forEach(name -> section.problem("custom_fields", "'" + name + "' is a field of VictorOps' own"));
        VictorOpsIntegration read = new VictorOpsIntegration(
                key == null ? new Secret("none") : key,
                address(section, globals.vendors().victorOpsUrl()),
                words.text(section, "routing_key"),
                words.texts(section, VICTOROPS_TEXTS),
                fields,
                http(section),
                section.flag("send_resolved", true));
        return key == null ? Optional.empty() : Optional.of(read);
    }

    Optional<PushoverIntegration> pushover(Section section) {
        Secret user = secret(section, "user_key", null, "");
        Secret token = secret(section, "token", null, "");
        PushoverIntegration read = new PushoverIntegration(
                user == null ? new Secret("none") : user,
                token == null ? new Secret("none") : token,
                PUSHOVER_URL,
                words.texts(section, PUSHOVER_TEXTS),
                emergency(section),
                markup(section),
                http(section),
                section.flag("send_resolved", true));
        return user == null || token == null ? Optional.empty() : Optional.of(read);
    }

    private static PushoverIntegration.Markup markup(Section section) {
        boolean html = section.flag("html", false);
        boolean monospace = section.flag("monospace", false);
        if (html && monospace) {
            section.problem("monospace", "'html' and 'monospace' exclude each other");
        }
        return html
                ? PushoverIntegration.Markup.HTML
                : monospace ? PushoverIntegration.Markup.MONOSPACE : PushoverIntegration.Markup.NONE;
    }

    private static Emergency emergency(Section section) {
        Duration retry = section.durationOrNull("retry");
        Duration expire = section.durationOrNull("expire");
        Duration ttl = section.durationOrNull("ttl");
        if (retry != null && retry.compareTo(LEAST_RETRY) < 0) {
            section.problem("retry", "Pushover repeats every 30 s at most");
        }
        if (expire != null && expire.compareTo(MOST_EXPIRE) > 0) {
            section.problem("expire", "Pushover repeats for 3 h at most");
        }
        return new Emergency(
                retry == null ? Emergency.DEFAULT.retry() : retry,
                expire == null ? Emergency.DEFAULT.expire() : expire,
                ttl == null ? Duration.ZERO : ttl);
    }

    private HttpOptions http(Section section) {
        return HttpConfigReader.options(section, globals.http());
    }

    static String address(Section section, String byDefault) {
        return Secrets.url(section, "api_url").map(Object::toString).orElse(byDefault);
    }

    /** The secret under a key or in the file that the key with {@code _file} names; with a problem noted where there is none. */
    static @Nullable Secret secret(Section section, String key, @Nullable Secret global, String globalKey) {
        String fileKey = key + "_file";
        Secret own = Secrets.templatedSecretOrNull(section, key, fileKey);
        if (section.has(key) || section.has(fileKey)) {
            return own;
        }
        if (global == null) {
            section.problem("'" + key + "' or '" + fileKey + "' is missing"
                    + (globalKey.isEmpty() ? "" : ", here and in 'global' (" + globalKey + ")"));
        }
        return global;
    }
}
