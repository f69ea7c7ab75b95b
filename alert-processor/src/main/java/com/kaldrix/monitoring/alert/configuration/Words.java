package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.Texts;
import com.kaldrix.monitoring.alert.template.TemplateException;
import com.kaldrix.monitoring.alert.template.Templates;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads texts that may hold templates; what cannot be filled in whatever the alerts are is a problem at its place. */
final class Words {
    private final Templates templates;

    Words(Templates templates) {
        this.templates = templates;
    }

    /** The text under a key; empty when absent. */
    String text(Section section, String key) {
        return section.item(key).map(item -> checked(section, item)).orElse("");
    }

    /** Names to texts; empty when absent. */
    Map<String, String> map(Section section, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        section.map(key).forEach((name, item) -> texts.put(name, checked(section, item)));
        return texts;
    }

    /** Those of the keys that are there. */
    Texts texts(Section section, String... keys) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : keys) {
            if (section.has(key)) {
                texts.put(key, text(section, key));
            }
        }
        return new Texts(texts);
    }

    private String checked(Section section, Item item) {
        if (!Templates.isTemplate(item.text())) {
            return item.text();
        }
        try {
            templates.check(item.path(), item.text());
        } catch (TemplateException e) {
            String where = e.template().equals(item.path()) ? "" : e.template() + " ";
            section.reading()
                    .problem(
                            item.node(),
                            item.path(),
                            "template, " + where + "line " + e.line() + ", column " + e.column() + ": " + e.reason());
        }
        return item.text();
    }

    /** Whether a text stays as it is written, so that it can be judged now. */
    static boolean isFixed(String text) {
        return !Templates.isTemplate(text);
    }
}
