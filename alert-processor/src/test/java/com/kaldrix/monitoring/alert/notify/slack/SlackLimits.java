package com.kaldrix.monitoring.alert.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Slack's rules for a message, and ours for what may have a meaning in it. */
final class SlackLimits {
    /** All markup that we write ourselves; what is left after taking it out must hold no angle bracket. */
    private static final Pattern OUR_LINK = Pattern.compile("<https?://[^<>|\\s]+\\|[^<>|]*>");

    private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!(amp|lt|gt);)");
    private static final Pattern BARE_MENTION = Pattern.compile("(?i)@(channel|here|everyone)\\b");
    private static final int ALL_BLOCKS = 13_200;

    private int total;

    private SlackLimits() {}

    static void check(JsonNode message) {
        new SlackLimits().message(message);
    }

    private void message(JsonNode message) {
        assertThat(message.path("text").asString("")).isNotBlank().hasSizeLessThanOrEqualTo(4000);
        inert(message.path("text").asString());
        assertThat(message.path("parse").asString("")).isEqualTo("none");
        assertThat(message.path("link_names").asBoolean(true)).isFalse();
        blocks(message.path("blocks"));
        assertThat(message.path("attachments").size()).isBetween(1, 2);
        message.path("attachments")
                .forEach(attachment -> inert(attachment.path("fallback").asString()));
        blocks(message.at("/attachments/0/blocks"));
        assertThat(message.at("/attachments/1/blocks").isMissingNode())
                .as("a picture's attachment has no blocks, or Slack would not show it")
                .isTrue();
        assertThat(total).isLessThanOrEqualTo(ALL_BLOCKS);
    }

    private void blocks(JsonNode blocks) {
        assertThat(blocks.size()).isBetween(1, 50);
        blocks.forEach(block -> {
            switch (block.path("type").asString("")) {
                case "header" -> {
                    assertThat(block.at("/text/type").asString("")).isEqualTo("plain_text");
                    assertThat(block.at("/text/emoji").asBoolean(true)).isFalse();
                    length(block.at("/text/text"), 150);
                }
                case "section" -> {
                    assertThat(block.has("text") || block.has("fields")).isTrue();
                    if (block.has("text")) {
                        text(block.path("text"), 3000);
                    }
                    if (block.has("fields")) {
                        assertThat(block.path("fields").size()).isBetween(1, 10);
                        block.path("fields").forEach(field -> text(field, 2000));
                    }
                }
                case "context" -> {
                    assertThat(block.path("elements").size()).isBetween(1, 10);
                    block.path("elements").forEach(element -> text(element, 2000));
                }
                default -> throw new AssertionError("not one of our blocks: " + block);
            }
        });
    }

    private void text(JsonNode node, int most) {
        assertThat(node.path("type").asString("")).isEqualTo("mrkdwn");
        assertThat(node.path("verbatim").asBoolean(false)).isTrue();
        length(node.path("text"), most);
        inert(node.path("text").asString());
    }

    private void length(JsonNode text, int most) {
        assertThat(text.asString("")).isNotBlank().hasSizeLessThanOrEqualTo(most);
        total += text.asString().length();
    }

    private static void inert(String text) {
        String rest = OUR_LINK.matcher(text).replaceAll("");
        assertThat(rest).doesNotContain("<", ">");
        assertThat(BARE_AMPERSAND.matcher(rest).find()).as(rest).isFalse();
        assertThat(BARE_MENTION.matcher(text).find()).as(text).isFalse();
    }
}
