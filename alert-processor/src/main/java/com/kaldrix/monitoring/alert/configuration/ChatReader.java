package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.DiscordIntegration;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.TeamsIntegration;
import com.kaldrix.monitoring.alert.receiver.TelegramIntegration;
import com.kaldrix.monitoring.alert.receiver.WeChatIntegration;
import com.kaldrix.monitoring.alert.receiver.WebexIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of {@code wechat_configs}, {@code telegram_configs}, {@code webex_configs}, {@code msteams_configs},
 * {@code msteamsv2_configs} and {@code discord_configs}.
 */
final class ChatReader {
    private static final String[] WECHAT_TEXTS = {"message", "agent_id", "to_user", "to_party", "to_tag"};
    private static final String[] TEAMS_TEXTS = {"title", "text", "summary"};
    private static final String[] DISCORD_TEXTS = {"title", "message", "content", "username", "avatar_url"};
    private static final Keys COMMON = Keys.of("send_resolved", HttpConfigReader.KEY);

    static final Keys WECHAT = Keys.of(WECHAT_TEXTS)
            .and(COMMON)
            .and(Keys.of("api_secret", "api_secret_file", "api_url", "corp_id", "message_type"));
    static final Keys TELEGRAM = COMMON.and(Keys.of(
            "api_url",
            "bot_token",
            "bot_token_file",
            "chat_id",
            "chat_id_file",
            "message_thread_id",
            "message",
            "parse_mode",
            "disable_notifications"));
    static final Keys WEBEX = COMMON.and(Keys.of("api_url", "room_id", "message"));
    static final Keys TEAMS = Keys.of(TEAMS_TEXTS).and(COMMON).and(Keys.of("webhook_url", "webhook_url_file"));
    static final Keys TEAMS_V2 = Keys.of("title", "text").and(COMMON).and(Keys.of("webhook_url", "webhook_url_file"));
    static final Keys DISCORD = Keys.of(DISCORD_TEXTS).and(COMMON).and(Keys.of("webhook_url", "webhook_url_file"));

    private static final Set<String> PARSE_MODES = Set.of("", "HTML", "Markdown", "MarkdownV2");

    private final Globals globals;
    private final Words words;

    ChatReader(Globals globals, Words words) {
        this.globals = globals;
        this.words = words;
    }

    Optional<WeChatIntegration> weChat(Section section) {
        Globals.WeChat global = globals.vendors().weChat();
        Secret secret = VendorReader.secret(section, "api_secret", global.secretOrNull(), "wechat_api_secret");
        String own = words.text(section, "corp_id");
        String corpId = own.isEmpty() ? global.corpId() : own;
        if (corpId.isEmpty()) {
            section.problem("'corp_id' is missing, here and in 'global' (wechat_api_corp_id)");
        }
        String type = section.text("message_type");
        if (!type.isEmpty() && !type.equals("text") && !type.equals("markdown")) {
            section.problem("message_type", "WeChat knows the types text and markdown");
        }
        WeChatIntegration read = new WeChatIntegration(
                secret == null ? new Secret("none") : secret,
                VendorReader.address(section, global.url()),
                corpId,
                words.texts(section, WECHAT_TEXTS),
                type.equals("markdown"),
                http(section),
                section.flag("send_resolved", false));
        return secret == null ? Optional.empty() : Optional.of(read);
    }

    Optional<TelegramIntegration> telegram(Section section) {
        Globals.Telegram global = globals.vendors().telegram();
        Secret token = VendorReader.secret(section, "bot_token", global.tokenOrNull(), "telegram_bot_token");
        TelegramIntegration.Chat chat = new TelegramIntegration.Chat(chat(section), thread(section));
        String mode = section.has("parse_mode") ? section.text("parse_mode") : "HTML";
        if (!PARSE_MODES.contains(mode)) {
            section.problem("parse_mode", "Telegram knows the modes HTML, Markdown and MarkdownV2");
        }
        TelegramIntegration read = new TelegramIntegration(
                token == null ? new Secret("none") : token,
                VendorReader.address(section, global.url()),
                chat,
                words.text(section, "message"),
                mode,
                section.flag("disable_notifications", false),
                http(section),
                section.flag("send_resolved", true));
        return token == null ? Optional.empty() : Optional.of(read);
    }

    private static long chat(Section section) {
        section.atMostOne("chat_id", "chat_id_file");
        boolean inFile = section.has("chat_id_file") && !section.has("chat_id");
        String key = inFile ? "chat_id_file" : "chat_id";
        String text = inFile ? section.content(key).orElse("") : section.text(key);
        if (!inFile && !section.require(key, "a Telegram integration needs a 'chat_id' or a 'chat_id_file'")) {
            return 0;
        }
        return text.isEmpty() ? 0 : number(section, key, text, "-?[1-9][0-9]{0,17}", "chat");
    }

    private static long thread(Section section) {
        String text = section.text("message_thread_id");
        return text.isEmpty() || text.equals("0")
                ? 0
                : number(section, "message_thread_id", text, "[1-9][0-9]{0,17}", "topic");
    }

    private static long number(Section section, String key, String text, String form, String what) {
        if (!text.matches(form)) {
            section.problem(key, "'" + text + "' is no number of a " + what);
            return 0;
        }
        return Long.parseLong(text);
    }

    Optional<WebexIntegration> webex(Section section) {
        section.require("room_id", "a Webex integration needs a 'room_id'");
        HttpOptions http = http(section);
        if (http.authorizationOrNull() == null && http.oauth2OrNull() == null) {
            section.problem("Webex needs the bot's token in 'http_config.authorization.credentials'");
        }
        return Optional.of(new WebexIntegration(
                VendorReader.address(section, globals.vendors().webexUrl()),
                words.text(section, "room_id"),
                words.text(section, "message"),
                http,
                section.flag("send_resolved", true)));
    }

    Optional<TeamsIntegration> teams(Section section, boolean workflow) {
        Secret url = webhook(section);
        TeamsIntegration read = new TeamsIntegration(
                url == null ? new Secret("none") : url,
                workflow,
                workflow ? words.texts(section, "title", "text") : words.texts(section, TEAMS_TEXTS),
                http(section),
                section.flag("send_resolved", true));
        return url == null ? Optional.empty() : Optional.of(read);
    }

    Optional<DiscordIntegration> discord(Section section) {
        Secret url = webhook(section);
        DiscordIntegration read = new DiscordIntegration(
                url == null ? new Secret("none") : url,
                words.texts(section, DISCORD_TEXTS),
                http(section),
                section.flag("send_resolved", true));
        return url == null ? Optional.empty() : Optional.of(read);
    }

    private static @Nullable Secret webhook(Section section) {
        Secret url = Secrets.urlOrNull(section, "webhook_url", "webhook_url_file");
        if (!section.has("webhook_url") && !section.has("webhook_url_file")) {
            section.problem("'webhook_url' or 'webhook_url_file' is missing");
        }
        return url;
    }

    private HttpOptions http(Section section) {
        return HttpConfigReader.options(section, globals.http());
    }
}
