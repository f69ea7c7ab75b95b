package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code http_headers} and {@code proxy_connect_header}. */
final class HttpHeadersReader {
    static final String HEADERS = "http_headers";
    static final String CONNECT = "proxy_connect_header";

    private static final Keys KEYS = Keys.of("values", "secrets", "files");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** What HTTP itself needs, or what another key says. */
    private static final Set<String> OURS = Set.of(
            "authorization",
            "host",
            "content-encoding",
            "content-length",
            "content-type",
            "user-agent",
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "www-authenticate",
            "accept-encoding",
            "expect",
            "transfer-encoding",
            "upgrade");

    private HttpHeadersReader() {}

    /** Headers of requests by name. */
    static Map<String, List<Secret>> headers(Section http) {
        Map<String, List<Secret>> headers = new LinkedHashMap<>();
        http.named(HEADERS, KEYS).forEach((name, section) -> {
            if (!NAME.matcher(name).matches()) {
                section.problem("'" + name + "' is no name of a header");
            } else if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                section.problem("the header '" + name + "' cannot be set here");
            } else {
                headers.put(name, values(section));
            }
        });
        return headers;
    }

    private static List<Secret> values(Section section) {
        List<Secret> values = new ArrayList<>();
        section.texts("values").forEach(item -> take(section, item, item.text(), values));
        section.texts("secrets").forEach(item -> {
            section.reading().secret(item.node());
            take(section, item, item.text(), values);
        });
        section.texts("files")
                .forEach(item -> section.reading()
                        .content(item.node(), item.path(), item.text())
                        .ifPresent(text -> take(section, item, text, values)));
        return values;
    }

    /** What proxies are told when a tunnel through them is asked for. */
    static Map<String, List<Secret>> connect(Section section) {
        Map<String, List<Secret>> headers = new LinkedHashMap<>();
        section.lists(CONNECT).forEach((name, items) -> {
            List<Secret> values = new ArrayList<>();
            for (Item item : items) {
                section.reading().secret(item.node());
                take(section, item, item.text(), values);
            }
            if (!name.toLowerCase(Locale.ROOT).startsWith("proxy-")
                    || !NAME.matcher(name).matches()) {
                section.problem(
                        CONNECT, "only headers whose names begin with 'Proxy-' reach a proxy, not '" + name + "'");
            } else {
                headers.put(name, values);
            }
        });
        return headers;
    }

    private static void take(Section section, Item item, String text, List<Secret> values) {
        if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            section.reading()
                    .problem(
                            item.node(),
                            item.path(),
                            "the value holds a line break or another character that no header can carry");
        } else {
            values.add(new Secret(text));
        }
    }
}
