package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the entries of {@code email_configs}. */
final class MailReader {
    static final Keys KEYS = Keys.of(
                    "send_resolved",
                    "to",
                    "from",
                    "hello",
                    "smarthost",
                    "auth_username",
                    "auth_password",
                    "auth_password_file",
                    "headers",
                    "html",
                    "text",
                    "require_tls")
            .refusing(
                    "auth_secret",
                    "auth_secret_file",
                    "auth_identity",
                    "tls_config",
                    "force_implicit_tls",
                    "threading");

    private final Globals.Mail global;
    private final Words words;

    MailReader(Globals.Mail global, Words words) {
        this.global = global;
        this.words = words;
    }

    Optional<EmailIntegration> read(Section section) {
        String to = address(section, "to");
        section.require("to", "an email integration needs a 'to'");
        String from = or(address(section, "from"), global.from());
        if (from.isEmpty() && !section.has("from")) {
            section.problem("'from' is missing, here and in 'global' (smtp_from)");
        }
        Map<String, String> headers = headers(section);
        boolean sendResolved = section.flag("send_resolved", false);
        return server(section)
                .map(server -> new EmailIntegration(to, from, server, headers, body(section), sendResolved));
    }

    private EmailIntegration.Body body(Section section) {
        return new EmailIntegration.Body(
                section.has("html") ? words.text(section, "html") : null,
                section.has("text") ? words.text(section, "text") : null);
    }

    private String address(Section section, String key) {
        String text = words.text(section, key);
        if (!text.isEmpty()
                && Words.isFixed(text)
                && (!text.contains("@") || text.chars().anyMatch(c -> c < ' '))) {
            section.problem(key, "'" + text + "' is no mail address");
        }
        return text;
    }

    private Map<String, String> headers(Section section) {
        Map<String, String> headers = words.map(section, "headers");
        Map<String, String> seen = new TreeMap<>();
        headers.forEach((name, value) -> {
            if (seen.put(name.toLowerCase(Locale.ROOT), name) != null) {
                section.problem("headers", "the header '" + name + "' is there twice; case does not matter");
            }
            if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c > '~' || c == ':')) {
                section.problem("headers", "'" + name + "' is no name of a header");
            }
            if (Words.isFixed(value) && value.chars().anyMatch(c -> c < ' ')) {
                section.problem("headers", "the value of the header '" + name + "' holds a line break");
            }
        });
        return headers;
    }

    private Optional<EmailIntegration.Server> server(Section section) {
        String username = or(section.text("auth_username"), global.username());
        Secret own = Secrets.secretOrNull(section, "auth_password", "auth_password_file");
        boolean saysOwn = section.has("auth_password") || section.has("auth_password_file");
        Secret password = saysOwn ? own : global.passwordOrNull();
        if (!username.isEmpty() && password == null && !saysOwn) {
            section.problem("there is a user name for the mail server but no password, here or in 'global'");
        }
        boolean requireTls = section.flag("require_tls", global.requireTls());
        String hello = or(section.text("hello"), global.hello());
        String smarthost = or(section.text("smarthost"), global.smarthost());
        if (smarthost.isEmpty()) {
            section.problem("'smarthost' is missing, here and in 'global' (smtp_smarthost)");
            return Optional.empty();
        }
        Optional<HostAndPort> address = section.has("smarthost")
                ? HostAndPort.read(section, "smarthost", smarthost)
                : HostAndPort.find(smarthost);
        Secret proof = username.isEmpty() ? null : password;
        return address.map(
                where -> new EmailIntegration.Server(where.host(), where.port(), hello, username, proof, requireTls));
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
