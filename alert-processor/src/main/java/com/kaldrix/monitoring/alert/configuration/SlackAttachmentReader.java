package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.SlackIntegration.Action;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration.Attachment;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration.Field;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the keys of {@code slack_configs} that belong to Slack's former attachments. */
final class SlackAttachmentReader {
    private static final List<String> TEXTS =
            List.of("color", "pretext", "fallback", "callback_id", "image_url", "thumb_url", "footer");
    private static final List<String> ACTION_TEXTS = List.of("type", "text", "url", "style", "name", "value");
    private static final List<String> CONFIRM_TEXTS = List.of("title", "text", "ok_text", "dismiss_text");
    static final Keys KEYS = Keys.of(TEXTS.toArray(String[]::new))
            .and(Keys.of("fields", "short_fields", "actions", "mrkdwn_in", "link_names"));
    private static final Keys FIELD = Keys.of("title", "value", "short");
    private static final Keys ACTION =
            Keys.of(ACTION_TEXTS.toArray(String[]::new)).and(Keys.of("confirm"));
    private static final Keys CONFIRM = Keys.of(CONFIRM_TEXTS.toArray(String[]::new));

    private final Words words;

    SlackAttachmentReader(Words words) {
        this.words = words;
    }

    Attachment read(Section section) {
        boolean isShort = section.flag("short_fields", false);
        return new Attachment(
                texts(section, TEXTS),
                section.sections("fields", FIELD).stream()
                        .map(field -> field(field, isShort))
                        .toList(),
                section.sections("actions", ACTION).stream().map(this::action).toList(),
                section.texts("mrkdwn_in").stream().map(Item::text).toList(),
                section.flag("link_names", false));
    }

    private Field field(Section section, boolean isShort) {
        section.require("title", "a field needs a 'title'");
        section.require("value", "a field needs a 'value'");
        return new Field(words.text(section, "title"), words.text(section, "value"), section.flag("short", isShort));
    }

    private Action action(Section section) {
        section.require("type", "an action needs a 'type', such as button");
        section.require("text", "an action needs a 'text'");
        if (!section.has("url") && !section.has("name")) {
            section.problem("an action needs a 'url' or a 'name'");
        }
        Section confirm = section.section("confirm", CONFIRM);
        if (section.has("confirm")) {
            confirm.require("text", "a question before an action needs a 'text'");
        }
        return new Action(texts(section, ACTION_TEXTS), texts(confirm, CONFIRM_TEXTS));
    }

    private Map<String, String> texts(Section section, List<String> keys) {
        List<String> there = new ArrayList<>(keys);
        Map<String, String> texts = new LinkedHashMap<>();
        there.removeIf(key -> !section.has(key));
        there.forEach(key -> texts.put(key, words.text(section, key)));
        return texts;
    }
}
