package com.kaldrix.monitoring.local.sink;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The limits that Slack puts on a message: those of {@code chat.postMessage} and of each block and element of Block Kit
 * (docs.slack.dev, "Blocks" and "Block elements").
 */
final class SlackRules {
    private static final int MAX_TEXT = 40_000;
    private static final int MAX_BLOCKS = 50;
    private static final int MAX_ATTACHMENTS = 100;
    private static final int MAX_ID = 255;
    private static final Set<String> ATTACHMENT_CONTENT =
            Set.of("fallback", "text", "title", "pretext", "fields", "blocks", "image_url", "thumb_url", "author_name");

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> blockIds = new HashSet<>();

    private SlackRules() {}

    /**
     * Slack's word for what is wrong and the details.
     *
     * @param error such as {@code no_text} or {@code invalid_blocks}
     * @param messages one for each thing that is wrong, with a JSON pointer
     */
    record Refusal(String error, List<String> messages) {}

    /** What is wrong with a message; empty when Slack would take it. */
    static Optional<Refusal> refuse(JsonNode message) {
        return new SlackRules().check(message);
    }

    private Optional<Refusal> check(JsonNode message) {
        if (!message.isObject()) {
            return refusal("invalid_payload", "the message is not a JSON object");
        }
        JsonNode text = message.path("text");
        JsonNode blocks = message.path("blocks");
        JsonNode attachments = message.path("attachments");
        if (given(text) && !text.isString()) {
            return refusal("invalid_payload", "text is not a string");
        }
        if (given(blocks) && !blocks.isArray()) {
            return refusal("invalid_blocks_format", "blocks is not an array");
        }
        if (given(attachments) && !attachments.isArray()) {
            return refusal("invalid_attachments", "attachments is not an array");
        }
        if (text.asString("").isBlank() && blocks.isEmpty() && attachments.isEmpty()) {
            return refusal("no_text", "one of text, blocks and attachments is needed");
        }
        if (length(text.asString("")) > MAX_TEXT) {
            return refusal("msg_too_long", "text is longer than " + MAX_TEXT + " characters");
        }
        if (attachments.size() > MAX_ATTACHMENTS) {
            return refusal("too_many_attachments", "more than " + MAX_ATTACHMENTS + " attachments");
        }
        checkBlocks(blocks, "/blocks");
        for (int i = 0; i < attachments.size(); i++) {
            JsonNode attachment = attachments.path(i);
            if (!attachment.isObject()) {
                return refusal("invalid_attachments", "attachment " + i + " is not an object");
            }
            if (attachment.propertyNames().stream().noneMatch(ATTACHMENT_CONTENT::contains)) {
                return refusal("no_text", "attachment " + i + " has neither text nor fallback nor blocks");
            }
            checkBlocks(attachment.path("blocks"), "/attachments/" + i + "/blocks");
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(new Refusal("invalid_blocks", List.copyOf(wrong)));
    }

    private static Optional<Refusal> refusal(String error, String message) {
        return Optional.of(new Refusal(error, List.of(message)));
    }

    private void checkBlocks(JsonNode blocks, String at) {
        if (given(blocks) && !blocks.isArray()) {
            say("must be an array", at);
            return;
        }
        if (blocks.size() > MAX_BLOCKS) {
            say("no more than " + MAX_BLOCKS + " items allowed", at);
        }
        for (int i = 0; i < blocks.size(); i++) {
            checkBlock(blocks.path(i), at + "/" + i);
        }
    }

    private void checkBlock(JsonNode block, String at) {
        identifier(block, "block_id", at);
        String id = block.path("block_id").asString("");
        if (!id.isEmpty() && !blockIds.add(id)) {
            say("block_id is used twice", at + "/block_id");
        }
        switch (block.path("type").asString("")) {
            case "section" -> section(block, at);
            case "header" -> text(block.path("text"), at + "/text", 150, true);
            case "context" -> context(block, at);
            case "actions" -> actions(block, at);
            case "image" -> image(block, at);
            case "markdown" -> plain(block.path("text"), at + "/text", 12_000);
            case "rich_text" -> array(block, "elements", at, Integer.MAX_VALUE);
            case "divider", "input", "file", "video", "table" -> {}
            default -> say("unsupported type: " + block.path("type").asString("none"), at + "/type");
        }
    }

    private void section(JsonNode block, String at) {
        JsonNode text = block.path("text");
        JsonNode fields = block.path("fields");
        if (given(text)) {
            text(text, at + "/text", 3000, false);
        } else if (!given(fields)) {
            say("missing required field: text or fields", at);
        }
        if (given(fields)) {
            array(block, "fields", at, 10);
            for (int i = 0; i < fields.size(); i++) {
                text(fields.path(i), at + "/fields/" + i, 2000, false);
            }
        }
        if (given(block.path("accessory"))) {
            element(block.path("accessory"), at + "/accessory");
        }
    }

    private void context(JsonNode block, String at) {
        array(block, "elements", at, 10);
        JsonNode elements = block.path("elements");
        for (int i = 0; i < elements.size(); i++) {
            JsonNode element = elements.path(i);
            String where = at + "/elements/" + i;
            if (element.path("type").asString("").equals("image")) {
                image(element, where);
            } else {
                text(element, where, 3000, false);
            }
        }
    }

    private void actions(JsonNode block, String at) {
        array(block, "elements", at, 25);
        JsonNode elements = block.path("elements");
        for (int i = 0; i < elements.size(); i++) {
            element(elements.path(i), at + "/elements/" + i);
        }
    }

    private void element(JsonNode element, String at) {
        identifier(element, "action_id", at);
        switch (element.path("type").asString("")) {
            case "" -> say("missing required field: type", at);
            case "button" -> button(element, at);
            case "image" -> image(element, at);
            default -> {}
        }
    }

    private void button(JsonNode button, String at) {
        text(button.path("text"), at + "/text", 75, true);
        atMost(button, "url", 3000, at);
        atMost(button, "value", 2000, at);
        JsonNode style = button.path("style");
        if (given(style) && !Set.of("primary", "danger").contains(style.asString(""))) {
            say("must be primary or danger", at + "/style");
        }
    }

    private void image(JsonNode image, String at) {
        if (!given(image.path("image_url")) && !given(image.path("slack_file"))) {
            say("missing required field: image_url or slack_file", at);
        }
        atMost(image, "image_url", 3000, at);
        plain(image.path("alt_text"), at + "/alt_text", 2000);
    }

    private void array(JsonNode block, String field, String at, int most) {
        JsonNode array = block.path(field);
        if (!array.isArray() || array.isEmpty()) {
            say("must be an array of at least 1 item", at + "/" + field);
        } else if (array.size() > most) {
            say("no more than " + most + " items allowed", at + "/" + field);
        }
    }

    private void text(JsonNode text, String at, int most, boolean plainOnly) {
        String type = text.path("type").asString("");
        if (!text.isObject() || !(type.equals("plain_text") || (type.equals("mrkdwn") && !plainOnly))) {
            say(plainOnly ? "must be a plain_text object" : "must be a plain_text or mrkdwn object", at);
            return;
        }
        plain(text.path("text"), at + "/text", most);
    }

    private void plain(JsonNode value, String at, int most) {
        if (!value.isString() || value.asString().isEmpty()) {
            say("must be more than 0 characters", at);
        } else if (length(value.asString()) > most) {
            say("must be less than " + (most + 1) + " characters", at);
        }
    }

    private void identifier(JsonNode node, String field, String at) {
        atMost(node, field, MAX_ID, at);
    }

    private void atMost(JsonNode node, String field, int most, String at) {
        JsonNode value = node.path(field);
        if (!given(value)) {
            return;
        }
        if (!value.isString()) {
            say("must be a string", at + "/" + field);
        } else if (length(value.asString()) > most) {
            say("must be less than " + (most + 1) + " characters", at + "/" + field);
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean given(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private void say(String message, String pointer) {
        wrong.add("[ERROR] " + message + " [json-pointer:" + pointer + "]");
    }
}
