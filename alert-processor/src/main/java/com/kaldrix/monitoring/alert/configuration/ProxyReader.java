package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.HttpOptions.Proxy;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.ProxyServer;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads through which proxy a server is reached: keys of {@code http_config} and of its {@code oauth2}. */
final class ProxyReader {
    static final Keys KEYS = Keys.of("proxy_url", "no_proxy", "proxy_from_environment", HttpHeadersReader.CONNECT);

    private ProxyReader() {}

    static Proxy read(Section section) {
        return read(section, name -> System.getenv(name));
    }

    /** @param environment what a variable holds; null for one that is not set */
    static Proxy read(Section section, UnaryOperator<@Nullable String> environment) {
        boolean fromEnvironment = section.flag("proxy_from_environment", false);
        if (fromEnvironment && (section.has("proxy_url") || section.has("no_proxy"))) {
            section.problem("proxy_from_environment", "'proxy_from_environment' stands alone, without 'proxy_url'");
        }
        Map<String, List<Secret>> headers = HttpHeadersReader.connect(section);
        if (!headers.isEmpty() && !fromEnvironment && !section.has("proxy_url")) {
            section.problem(HttpHeadersReader.CONNECT, "'proxy_connect_header' needs a proxy");
        }
        if (fromEnvironment) {
            return new Proxy(
                    server(section, environment, "HTTP_PROXY"),
                    server(section, environment, "HTTPS_PROXY"),
                    exceptions("localhost," + variable(environment, "NO_PROXY")),
                    headers);
        }
        String url = secretUrl(section);
        if (section.has("no_proxy") && url.isEmpty() && !section.has("proxy_url")) {
            section.problem("no_proxy", "'no_proxy' needs a 'proxy_url'");
        }
        ProxyServer server = url.isEmpty() ? null : ProxyServer.of(url);
        return new Proxy(server, server, exceptions(section.text("no_proxy")), headers);
    }

    /** One with a password in it is not shown. */
    private static String secretUrl(Section section) {
        String text = section.text("proxy_url");
        if (Secrets.wrongWith(text).isEmpty() && URI.create(text).getUserInfo() != null) {
            section.markSecret("proxy_url");
        }
        return Secrets.url(section, "proxy_url").map(Object::toString).orElse("");
    }

    private static @Nullable ProxyServer server(
            Section section, UnaryOperator<@Nullable String> environment, String name) {
        String value = variable(environment, name);
        if (value.isEmpty()) {
            return null;
        }
        String url = value.contains("://") ? value : "http://" + value;
        if (Secrets.wrongWith(url).isPresent()) {
            section.problem("proxy_from_environment", "the variable " + name + " holds no address of a proxy");
            return null;
        }
        return ProxyServer.of(url);
    }

    private static String variable(UnaryOperator<@Nullable String> environment, String name) {
        String upper = environment.apply(name);
        String value = upper == null || upper.isBlank() ? environment.apply(name.toLowerCase(Locale.ROOT)) : upper;
        return value == null ? "" : value.strip();
    }

    private static List<String> exceptions(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
