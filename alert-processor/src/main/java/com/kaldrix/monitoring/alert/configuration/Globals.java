package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Encryption;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Login;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code global} section says, with Alertmanager's defaults.
 *
 * @param resolveTimeout when an alert without an end is over unless it is reported again
 * @param slack where Slack integrations go that do not say it themselves
 * @param pagerDutyUrl PagerDuty's Events API
 * @param http how HTTP is spoken where an integration does not say it itself
 * @param vendors addresses and keys of the vendors
 * @param mail how mail goes out where an integration does not say it itself
 */
record Globals(Duration resolveTimeout, Slack slack, URI pagerDutyUrl, Mail mail, HttpOptions http, Vendors vendors) {
    private static final URI EVENTS_API = URI.create("https://events.pagerduty.com/v2/enqueue");
    private static final Keys KEYS = Keys.of(
                    "resolve_timeout",
                    "slack_api_url",
                    "slack_api_url_file",
                    "slack_app_token",
                    "slack_app_token_file",
                    "slack_app_url",
                    "pagerduty_url",
                    "smtp_from",
                    "smtp_smarthost",
                    "smtp_hello",
                    "smtp_auth_username",
                    "smtp_auth_password",
                    "smtp_auth_password_file",
                    "smtp_auth_secret",
                    "smtp_auth_secret_file",
                    "smtp_auth_identity",
                    "smtp_require_tls",
                    "smtp_tls_config",
                    "smtp_force_implicit_tls",
                    HttpConfigReader.KEY,
                    "opsgenie_api_url",
                    "opsgenie_api_key",
                    "opsgenie_api_key_file",
                    "wechat_api_url",
                    "wechat_api_secret",
                    "wechat_api_secret_file",
                    "wechat_api_corp_id",
                    "victorops_api_url",
                    "victorops_api_key",
                    "victorops_api_key_file",
                    "telegram_api_url",
                    "telegram_bot_token",
                    "telegram_bot_token_file",
                    "webex_api_url")
            .refusing(
                    "jira_api_url",
                    "rocketchat_api_url",
                    "rocketchat_token",
                    "rocketchat_token_file",
                    "rocketchat_token_id",
                    "rocketchat_token_id_file",
                    "mattermost_webhook_url",
                    "mattermost_webhook_url_file");

    /**
     * @param urlOrNull a webhook; null when not set
     * @param tokenOrNull of a bot; null when not set
     * @param appUrl where the bot posts
     */
    record Slack(@Nullable Secret urlOrNull, @Nullable Secret tokenOrNull, String appUrl) {
        private static Slack read(Section global) {
            Secret url = Secrets.urlOrNull(global, "slack_api_url", "slack_api_url_file");
            Secret token = Secrets.secretOrNull(global, "slack_app_token", "slack_app_token_file");
            if (url != null && token != null) {
                global.problem("a webhook ('slack_api_url') and a 'slack_app_token' exclude each other");
            }
            return new Slack(
                    url,
                    token,
                    Secrets.url(global, "slack_app_url")
                            .map(Object::toString)
                            .orElse("https://slack.com/api/chat.postMessage"));
        }
    }

    /**
     * @param from sender; empty when not set
     * @param smarthost {@code host:port}; empty when not set
     * @param hello what we call ourselves
     * @param login what proves who we are
     * @param encryption how it is spoken in secret
     */
    record Mail(String from, String smarthost, String hello, Login login, Encryption encryption) {}

    /**
     * @param opsgenieUrl base address
     * @param opsgenieKeyOrNull null when not set
     * @param victorOpsUrl base address
     * @param victorOpsKeyOrNull null when not set
     * @param weChat the address, the company and the secret
     * @param telegram the address and the token
     * @param webexUrl address of messages
     */
    record Vendors(
            String opsgenieUrl,
            @Nullable Secret opsgenieKeyOrNull,
            String victorOpsUrl,
            @Nullable Secret victorOpsKeyOrNull,
            WeChat weChat,
            Telegram telegram,
            String webexUrl) {
        private static Vendors read(Section global) {
            return new Vendors(
                    url(global, "opsgenie_api_url", "https://api.opsgenie.com/"),
                    Secrets.secretOrNull(global, "opsgenie_api_key", "opsgenie_api_key_file"),
                    url(
                            global,
                            "victorops_api_url",
                            "https://alert.victorops.com/integrations/generic/20131114/alert/"),
                    Secrets.secretOrNull(global, "victorops_api_key", "victorops_api_key_file"),
                    new WeChat(
                            url(global, "wechat_api_url", "https://qyapi.weixin.qq.com/cgi-bin/"),
                            global.text("wechat_api_corp_id"),
                            Secrets.secretOrNull(global, "wechat_api_secret", "wechat_api_secret_file")),
                    new Telegram(
                            url(global, "telegram_api_url", "https://api.telegram.org"),
                            Secrets.secretOrNull(global, "telegram_bot_token", "telegram_bot_token_file")),
                    url(global, "webex_api_url", "https://webexapis.com/v1/messages"));
        }

        private static String url(Section global, String key, String byDefault) {
            return Secrets.url(global, key).map(Object::toString).orElse(byDefault);
        }
    }

    /**
     * @param url base address
     * @param corpId empty when not set
     * @param secretOrNull null when not set
     */
    record WeChat(String url, String corpId, @Nullable Secret secretOrNull) {}

    /**
     * @param url base address
     * @param tokenOrNull null when not set
     */
    record Telegram(String url, @Nullable Secret tokenOrNull) {}

    static Globals read(Section root) {
        Section global = root.section("global", KEYS);
        Duration timeout = global.positiveDurationOrNull("resolve_timeout");
        Mail mail = new Mail(
                global.words("smtp_from"),
                global.text("smtp_smarthost"),
                Optional.of(global.text("smtp_hello"))
                        .filter(hello -> !hello.isEmpty())
                        .orElse("localhost"),
                new Login(
                        global.text("smtp_auth_username"),
                        Secrets.secretOrNull(global, "smtp_auth_password", "smtp_auth_password_file"),
                        Secrets.secretOrNull(global, "smtp_auth_secret", "smtp_auth_secret_file"),
                        global.text("smtp_auth_identity")),
                new Encryption(
                        global.flag("smtp_require_tls", true),
                        MailReader.flagOrNull(global, "smtp_force_implicit_tls"),
                        TlsReader.readOrNull(global, "smtp_tls_config")));
        if (!mail.smarthost().isEmpty()) {
            HostAndPort.read(global, "smtp_smarthost", mail.smarthost());
        }
        return new Globals(
                timeout == null ? Duration.ofMinutes(5) : timeout,
                Slack.read(global),
                Secrets.url(global, "pagerduty_url").orElse(EVENTS_API),
                mail,
                HttpConfigReader.options(global, HttpOptions.NONE),
                Vendors.read(global));
    }
}
