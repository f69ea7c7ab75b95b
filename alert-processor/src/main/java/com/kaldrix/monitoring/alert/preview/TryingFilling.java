package com.kaldrix.monitoring.alert.preview;

import com.kaldrix.monitoring.alert.preview.TemplatePreview.Field;
import com.kaldrix.monitoring.alert.receiver.Filling;
import com.kaldrix.monitoring.alert.template.TemplateData;
import com.kaldrix.monitoring.alert.template.TemplateException;
import com.kaldrix.monitoring.alert.template.Templates;
import java.util.ArrayList;
import java.util.List;

/** Fills texts in and remembers each that holds templates, with what came of it. */
final class TryingFilling implements Filling {
    private final Templates templates;
    private final TemplateData data;
    private final List<Field> fields = new ArrayList<>();

    TryingFilling(Templates templates, TemplateData data) {
        this.templates = templates;
        this.data = data;
    }

    List<Field> fields() {
        return List.copyOf(fields);
    }

    @Override
    public String filled(String field, String text, boolean html) {
        if (!Templates.isTemplate(text)) {
            return text;
        }
        String name = field.startsWith(".") ? field.substring(1) : field;
        try {
            String filled = html ? templates.html(field, text, data) : templates.text(field, text, data);
            fields.add(new Field(name, text, filled, null));
            return filled;
        } catch (TemplateException e) {
            fields.add(new Field(name, text, null, e.getMessage()));
            return "";
        }
    }
}
