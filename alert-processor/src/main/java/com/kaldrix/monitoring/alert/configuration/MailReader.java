package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
            "auth_secret",
            "auth_secret_file",
            "auth_identity",
            "headers",
            "html",
            "text",
            "require_tls",
            "force_implicit_tls",
            TlsReader.KEY,
            "threading");
    private static final Keys THREADING = Keys.of("enabled", "thread_by_date");

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
                section.has("text") ? words.text(section, "text") : null,
                threadsEachDay(section.section("threading", THREADING)));
    }

    /** Mails on one incident are joined in any case, also without {@code enabled}. */
    private static boolean threadsEachDay(Section threading) {
        String by = threading.text("thread_by_date");
        if (!by.isEmpty() && !by.equals("daily") && !by.equals("none")) {
            threading.problem("thread_by_date", "Alertmanager knows daily and none");
        }
        return threading.flag("enabled", false) && !by.equals("none");
    }

    static @Nullable Boolean flagOrNull(Section section, String key) {
        return section.has(key) ? (Boolean) section.flag(key, false) : null;
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
        EmailIntegration.Login login = login(section);
        EmailIntegration.Encryption encryption = encryption(section);
        String hello = or(section.text("hello"), global.hello());
        String smarthost = or(section.text("smarthost"), global.smarthost());
        if (smarthost.isEmpty()) {
            section.problem("'smarthost' is missing, here and in 'global' (smtp_smarthost)");
            return Optional.empty();
        }
        Optional<HostAndPort> address = section.has("smarthost")
                ? HostAndPort.read(section, "smarthost", smarthost)
                : HostAndPort.find(smarthost);
        return address.map(where -> new EmailIntegration.Server(where.host(), where.port(), hello, login, encryption));
    }

    private EmailIntegration.Login login(Section section) {
        EmailIntegration.Login all = global.login();
        String username = or(section.text("auth_username"), all.username());
        Secret password = secret(section, "auth_password", all.passwordOrNull());
        Secret challenge = secret(section, "auth_secret", all.challengeSecretOrNull());
        String identity = or(section.text("auth_identity"), all.identity());
        boolean said = section.has("auth_password")
                || section.has("auth_password_file")
                || section.has("auth_secret")
                || section.has("auth_secret_file");
        if (!username.isEmpty() && password == null && challenge == null && !said) {
            section.problem(
                    "there is a user name for the mail server but no password and no secret, here or in 'global'");
        }
        return username.isEmpty()
                ? EmailIntegration.Login.NONE
                : new EmailIntegration.Login(username, password, challenge, identity);
    }

    private static @Nullable Secret secret(Section section, String key, @Nullable Secret otherwise) {
        Secret own = Secrets.secretOrNull(section, key, key + "_file");
        return section.has(key) || section.has(key + "_file") ? own : otherwise;
    }

    private EmailIntegration.Encryption encryption(Section section) {
        EmailIntegration.Encryption all = global.encryption();
        Boolean atOnce = flagOrNull(section, "force_implicit_tls");
        Tls tls = TlsReader.readOrNull(section);
        return new EmailIntegration.Encryption(
                section.flag("require_tls", all.required()),
                atOnce == null ? all.atOnceOrNull() : atOnce,
                tls == null ? all.tlsOrNull() : tls);
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
