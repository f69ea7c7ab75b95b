package com.kaldrix.monitoring.alert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.Golden;
import com.kaldrix.monitoring.alert.notify.Handover;
import com.kaldrix.monitoring.alert.notify.Letter;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.notify.Wild;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmailMessageTest {
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z!][a-zA-Z0-9]*)([^>]*)>");
    private static final Set<String> OUR_TAGS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "table",
            "tr",
            "td",
            "h1",
            "p",
            "a",
            "div",
            "strong",
            "span",
            "br",
            "!doctype");
    private static final Pattern ATTRIBUTES = Pattern.compile("(\\s+[a-z-]+=\"[^\"]*\")*\\s*(html)?");
    private static final Set<String> HEADERS = Set.of(
            "Date",
            "From",
            "To",
            "Message-ID",
            "Subject",
            "In-Reply-To",
            "References",
            "X-Kaldrix-Incident",
            "X-Kaldrix-Delivery",
            "Auto-Submitted",
            "Importance",
            "MIME-Version",
            "Content-Type");

    @ParameterizedTest
    @EnumSource(Kind.class)
    void readsAsItShould(Kind kind) {
        Golden.text("email-" + kind.name().toLowerCase(Locale.ROOT) + ".txt", Letter.of(Samples.of(kind)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void looksAsItShould(Kind kind) {
        Golden.text("email-" + kind.name().toLowerCase(Locale.ROOT) + ".html", EmailHtml.of(Samples.of(kind)));
    }

    @Test
    void mailsAreJoinedByDaysWhereThatIsSaid() throws Exception {
        EmailIntegration integration = new EmailIntegration(
                "oncall@example.com",
                "alerts@kaldrix.example.com",
                new EmailIntegration.Server("localhost", 25, "", "", null, false),
                Map.of(),
                new EmailIntegration.Body(null, null, true),
                true);
        Notification notification = Samples.of(Kind.OPENED);
        String day = notification.at().toString().substring(0, 10);
        assertThat(EmailMessage.of(SESSION, integration, notification, new Handover())
                        .getHeader("References"))
                .containsExactly("<incident-" + Samples.INCIDENT + "-" + day + "@kaldrix.example.com>");
    }

    @Property(tries = 300)
    void headersHoldWhatWePutThereAndNoMore(@ForAll("notifications") Notification notification) throws Exception {
        EmailIntegration integration = new EmailIntegration(
                "oncall@example.com",
                "alerts@kaldrix.example.com",
                new EmailIntegration.Server("localhost", 25, "", "", null, false),
                Map.of(),
                true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EmailMessage.of(SESSION, integration, notification, new Handover()).writeTo(out);
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\r?\n", -1);
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
        MimeMessage mail = new MimeMessage(SESSION, new ByteArrayInputStream(out.toByteArray()));
        List<String> names = Collections.list(mail.getAllHeaders()).stream()
                .map(header -> header.getName())
                .toList();
        assertThat(names).doesNotHaveDuplicates().isSubsetOf(HEADERS);
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).isNotBlank().doesNotContain("\r", "\n").hasSizeLessThanOrEqualTo(200);
    }

    @Property(tries = 300)
    void htmlHoldsNoMarkupButOurs(@ForAll("notifications") Notification notification) {
        String html = EmailHtml.of(notification);
        Matcher tags = TAG.matcher(html);
        String rest = tags.replaceAll(tag -> {
            assertThat(OUR_TAGS).contains(tag.group(2).toLowerCase(Locale.ROOT));
            assertThat(ATTRIBUTES.matcher(tag.group(3)).matches())
                    .as(tag.group())
                    .isTrue();
            return "";
        });
        assertThat(rest).doesNotContain("<", ">");
        Matcher links = Pattern.compile("href=\"([^\"]*)\"").matcher(html);
        while (links.find()) {
            assertThat(links.group(1)).matches("https?://.*");
        }
    }

    @Property(tries = 300)
    void aLetterIsTextOfBoundedLength(@ForAll("notifications") Notification notification) {
        assertThat(Letter.of(notification)).hasSizeLessThanOrEqualTo(60_000);
        assertThat(Letter.of(notification).chars().filter(c -> c < ' ' && c != '\n'))
                .isEmpty();
    }

    @Provide
    Arbitrary<Notification> notifications() {
        return Wild.notifications();
    }
}
