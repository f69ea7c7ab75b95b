package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Notifications whose texts are chosen to do harm: too long, in disguise, in the markup of every channel. */
public final class Wild {
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "<!channel> <!here> <!everyone>",
            "<@U012345> <#C012345> <!subteam^S1>",
            "@channel @here @everyone",
            "<https://evil.example.com|Incident>",
            "]]> --> <script>alert(1)</script>",
            "\" onmouseover=\"alert(1)",
            "subject\r\nBcc: victim@example.com\r\n\r\nbody",
            "a\nb\rc\u2028d\u2029e\u0085f\u000bg",
            "*bold* _it_ ~no~ `code` ```block```",
            "\u202Egnp.exe\u202C \u2066x\u2069 \uFEFF",
            "👩‍👩‍👧‍👦🏳️‍🌈".repeat(300),
            "&amp;&lt;&".repeat(1000),
            "<".repeat(5000),
            "\u0001\u0007\u001b[31m\u007f",
            "مرحبا שלום 你好",
            "a".repeat(100_000),
            "😀".repeat(10_000),
            "=?utf-8?B?aGFjaw==?=",
            "\\\"}],\"routing_key\":\"x\"",
            "https://example.com/" + "&".repeat(1400));

    private Wild() {}

    /** Valid Unicode without NUL, as labels are. */
    public static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(NASTY),
                Arbitraries.strings().all().ofMaxLength(40).map(Wild::valid),
                Arbitraries.strings().ascii().ofMaxLength(300).map(Wild::valid));
    }

    /** As texts, and also with what no label may hold: NUL and lone surrogates. */
    private static Arbitrary<String> annotations() {
        return Arbitraries.oneOf(
                texts(),
                Arbitraries.of("nul\u0000nul", "\uD83D", "x\uDE00y"),
                Arbitraries.of("https://example.com/?a=1&b=<>", "javascript:alert(1)", "https://example.com/a|b'c\"d"));
    }

    private static String valid(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .filter(c -> c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE))
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    public static Arbitrary<AlertView> alerts() {
        Arbitrary<Map<String, String>> labels = Arbitraries.maps(
                        texts().map(name -> name.isEmpty() ? "alertname" : PlainText.clip(name, 1000)), texts())
                .ofMaxSize(6);
        Arbitrary<Map<String, String>> notes = Arbitraries.maps(
                        Arbitraries.of("summary", "description", "message", "runbook_url", "other"), annotations())
                .ofMaxSize(5);
        return Combinators.combine(
                        labels,
                        texts(),
                        notes,
                        Arbitraries.of(true, false),
                        Arbitraries.of(Severity.class),
                        texts(),
                        texts(),
                        annotations())
                .as((own, name, words, firing, severity, region, component, link) -> {
                    Map<String, String> all = new HashMap<>(own);
                    all.put("alertname", name);
                    Instant start = Samples.OPENED;
                    return new AlertView(
                            Labels.of(all),
                            words,
                            start,
                            firing ? null : start.plusSeconds(77),
                            severity,
                            region,
                            component,
                            link);
                });
    }

    public static Arbitrary<Notification> notifications() {
        Arbitrary<List<AlertView>> some = alerts().list().ofMaxSize(4);
        Arbitrary<List<AlertView>> crowds = alerts().flatMap(
                        alert -> Arbitraries.integers().between(10, 300).map(n -> Collections.nCopies(n, alert)));
        return Combinators.combine(
                        Arbitraries.of(Notification.Kind.class),
                        texts(),
                        texts(),
                        Arbitraries.frequencyOf(Tuple.of(4, some), Tuple.of(1, crowds)),
                        texts().list().ofMaxSize(15),
                        Arbitraries.of(Severity.class),
                        texts().injectNull(0.5))
                .as((kind, title, receiver, alerts, notes, severity, by) -> new Notification(
                        Samples.DELIVERY,
                        kind,
                        new Notification.Incident(
                                new UUID(title.hashCode(), receiver.hashCode()),
                                title,
                                "{}:{}",
                                Labels.empty(),
                                severity,
                                Samples.OPENED,
                                by,
                                URI.create("https://kaldrix.example.com/incidents/1?a=1&b=2"),
                                URI.create("https://kaldrix.example.com")),
                        receiver,
                        alerts,
                        notes,
                        title,
                        Samples.OPENED.plus(Duration.ofMinutes(title.length()))));
    }
}
