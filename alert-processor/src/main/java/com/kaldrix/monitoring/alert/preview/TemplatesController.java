package com.kaldrix.monitoring.alert.preview;

import com.kaldrix.monitoring.alert.notify.PublicAddress;
import com.kaldrix.monitoring.alert.preview.TemplatePreview.Said;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.alert.template.TemplateData;
import com.kaldrix.monitoring.alert.template.TemplateException;
import com.kaldrix.monitoring.alert.template.Templates;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Routing")
class TemplatesController {
    private final Receivers receivers;
    private final PublicAddress address;
    private final Clock clock;

    TemplatesController(Receivers receivers, PublicAddress address, Clock clock) {
        this.receivers = receivers;
        this.address = address;
        this.clock = clock;
    }

    @Operation(
            summary = "Show what a template, or all texts of a receiver, would say",
            description =
                    "Nothing is kept and nobody is told. The templates of the configuration in force and the default ones"
                            + " may be called by name. Without alerts two made-up ones that fire are taken. A text that"
                            + " cannot be filled in is refused with line and column.")
    @PostMapping(path = "/api/v1/templates:preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    TemplatePreview preview(@RequestBody TemplateTrial trial) {
        if (trial.text() == null && trial.receiver() == null) {
            throw refused("/text", "must be there unless a receiver is named");
        }
        Receiver receiver = receiver(trial.receiver());
        TemplateData data = trial.data(address.root().toString(), clock.instant());
        return new TemplatePreview(
                trial.text() == null ? null : filled(trial.text(), trial.isHtml(), data),
                receiver == null ? null : said(receiver, data));
    }

    private @Nullable Receiver receiver(@Nullable String name) {
        return name == null
                ? null
                : receivers
                        .find(name)
                        .orElseThrow(() -> refused("/receiver", "must be a receiver of the configuration"));
    }

    private String filled(String text, boolean html, TemplateData data) {
        try {
            return receivers.templates().tried("text", text, html, data);
        } catch (TemplateException e) {
            throw refused("/text", "line " + e.line() + ", column " + e.column() + ": " + e.reason());
        }
    }

    private List<Said> said(Receiver receiver, TemplateData data) {
        Templates templates = receivers.templates();
        return receiver.addressed().entrySet().stream()
                .map(entry -> {
                    TryingFilling filling = new TryingFilling(templates, data);
                    entry.getValue().filled(filling);
                    return new Said(entry.getKey().toString(), entry.getValue().kind(), filling.fields());
                })
                .toList();
    }

    private static InvalidRequestException refused(String pointer, String why) {
        return new InvalidRequestException(List.of(new FieldError(pointer, why)));
    }
}
