package com.kaldrix.monitoring.alert.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Texts made fit for HTML, JavaScript, addresses and JSON, as Go's functions of the same names do. */
final class Escapes {
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    private Escapes() {}

    /** {@code template.HTMLEscapeString}. */
    static String html(String text) {
        return html(text, false);
    }

    /** As {@code html/template} writes texts and attributes: the plus sign as well. */
    static String autoHtml(String text) {
        return html(text, true);
    }

    private static String html(String text, boolean plus) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case 0 -> out.append('\uFFFD');
                case '+' -> out.append(plus ? "&#43;" : "+");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** {@code template.JSEscapeString}. */
    static String js(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append("\\'");
                case '"' -> out.append("\\\"");
                case '<' -> out.append("\\u003C");
                case '>' -> out.append("\\u003E");
                case '&' -> out.append("\\u0026");
                case '=' -> out.append("\\u003D");
                default -> {
                    if (c < ' ' || Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                        out.append("\\u%04X".formatted(c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }

    /** {@code url.QueryEscape}. */
    static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** Each word with a capital first letter and small ones after it. */
    static String title(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean within = false;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            out.appendCodePoint(within ? Character.toLowerCase(c) : Character.toTitleCase(c));
            boolean joins = within && (c == '\'' || c == '’' || c == '.' || c == ':' || c == '·' || c == '_');
            boolean goesOn = joins && i < text.length() && Character.isLetterOrDigit(text.codePointAt(i));
            within = Character.isLetterOrDigit(c) || goesOn || (c == '_' && within);
        }
        return out.toString();
    }

    /** The value as JSON, with the names that Alertmanager's webhook has. */
    static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(plain(value));
    }

    private static Object plain(Object value) {
        return switch (value) {
            case TemplateData data -> {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("receiver", data.receiver());
                map.put("status", data.status());
                map.put("alerts", plain(new Values.Alerts(data.alerts())));
                map.put("groupLabels", new TreeMap<>(data.groupLabels()));
                map.put("commonLabels", new TreeMap<>(data.commonLabels()));
                map.put("commonAnnotations", new TreeMap<>(data.commonAnnotations()));
                map.put("externalURL", data.externalUrl());
                yield map;
            }
            case TemplateData.Alert alert -> {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("status", alert.status());
                map.put("labels", new TreeMap<>(alert.labels()));
                map.put("annotations", new TreeMap<>(alert.annotations()));
                map.put("startsAt", json(GoTime.utc(alert.startsAt())));
                map.put("endsAt", json(GoTime.utc(alert.endsAt())));
                map.put("generatorURL", alert.generatorUrl());
                map.put("fingerprint", alert.fingerprint());
                yield map;
            }
            case GoTime time -> json(time);
            case Values.Alerts list ->
                list.all().stream().map(alert -> plain(alert)).toList();
            case Values.Kv map -> map.all();
            case Values.Strings list -> list.all();
            case Values.Pairs list ->
                list.all().stream().map(pair -> plain(pair)).toList();
            case Values.Pair pair -> {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("Name", pair.name());
                map.put("Value", pair.value());
                yield map;
            }
            case Long number -> number;
            case Double number -> number;
            case Boolean truth -> truth;
            default -> Values.print(value);
        };
    }

    private static String json(GoTime time) {
        return time.format("2006-01-02T15:04:05.999999999Z07:00");
    }

    /** An address for an attribute: what does not belong into one is encoded, what is encoded stays. */
    static String address(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            boolean stays = (c >= '0' && c <= '9')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || "-._~!#$&*+,/:;=?@[]%".indexOf(c) >= 0;
            out.append(stays ? Character.toString(c) : "%%%02x".formatted(c));
        }
        return out.toString();
    }

    /** Whether an address leads where a reader may be led: {@code http}, {@code https}, {@code mailto}, or no scheme. */
    static boolean leads(String address) {
        int colon = address.indexOf(':');
        if (colon < 0 || address.substring(0, colon).indexOf('/') >= 0) {
            return true;
        }
        return SCHEMES.contains(address.substring(0, colon).toLowerCase(Locale.ROOT));
    }
}
