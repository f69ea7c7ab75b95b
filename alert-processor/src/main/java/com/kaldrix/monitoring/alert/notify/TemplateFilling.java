package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.receiver.Filling;
import com.kaldrix.monitoring.alert.template.TemplateData;
import com.kaldrix.monitoring.alert.template.TemplateException;
import com.kaldrix.monitoring.alert.template.Templates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills templates in with one notification. What does not fit becomes the empty text, and is remembered. */
final class TemplateFilling implements Filling {
    private static final int REASON = 300;

    private final Templates templates;
    private final Notification notification;
    private final List<String> failures = new ArrayList<>();
    private @Nullable TemplateData data;

    TemplateFilling(Templates templates, Notification notification) {
        this.templates = templates;
        this.notification = notification;
    }

    /** What could not be filled in, for people. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public String filled(String field, String text, boolean html) {
        if (!Templates.isTemplate(text)) {
            return text;
        }
        try {
            return html ? templates.html(field, text, data()) : templates.text(field, text, data());
        } catch (TemplateException e) {
            failures.add(PlainText.line(String.valueOf(e.getMessage()), REASON));
            return "";
        }
    }

    private TemplateData data() {
        TemplateData known = data;
        if (known == null) {
            known = of(notification);
            data = known;
        }
        return known;
    }

    private static TemplateData of(Notification notification) {
        boolean firing = notification.alerts().isEmpty()
                ? !notification.kind().over()
                : notification.alerts().stream().anyMatch(AlertView::firing);
        return new TemplateData(
                notification.receiver(),
                firing ? "firing" : "resolved",
                notification.alerts().stream().map(TemplateFilling::alert).toList(),
                notification.incident().groupLabels().asMap(),
                notification.commonLabels().asMap(),
                notification.commonAnnotations(),
                notification.incident().externalUrl().toString(),
                notification.at());
    }

    private static TemplateData.Alert alert(AlertView alert) {
        Instant end = alert.endsAtOrNull();
        return new TemplateData.Alert(
                alert.firing() ? "firing" : "resolved",
                alert.labels().asMap(),
                alert.annotations(),
                alert.startsAt(),
                end == null ? TemplateData.Alert.NEVER : end,
                alert.link(),
                alert.labels().fingerprint().toString());
    }
}
