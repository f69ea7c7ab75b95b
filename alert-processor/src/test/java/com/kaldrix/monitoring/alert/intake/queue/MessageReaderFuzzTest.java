package com.kaldrix.monitoring.alert.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Storable;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Damaged messages of every golden shape are read, ignored or refused, and never thrown at anybody. */
class MessageReaderFuzzTest {
    private static final List<String> INPUTS = List.copyOf(Golden.inputs().values());
    private static final List<String> REPLACEMENTS = List.of(
            "null",
            "true",
            "-1",
            "1e308",
            "99999999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(5_000) + "\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"ALARM\"",
            "[]",
            "[null]",
            "[[[{}]]]",
            "{}",
            "{\"\":\"\"}",
            "{\"a\":".repeat(50) + "1" + "}".repeat(50));

    private final MessageReader reader = Golden.reader();

    @Property(tries = 3_000)
    void aFieldDroppedOrReplaced(@ForAll("inputs") String input, @ForAll Random random) {
        JsonNode body = Golden.JSON.readTree(input);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            damage(body, random);
        }

        check(body.toString());
    }

    @Property(tries = 500)
    void aTextCutOrWithCharactersChanged(@ForAll("inputs") String input, @ForAll Random random) {
        StringBuilder text = new StringBuilder(input);
        text.setLength(random.nextInt(input.length() + 1));
        for (int i = 0; i < 3 && !text.isEmpty(); i++) {
            text.setCharAt(random.nextInt(text.length()), "{}[]\",:\\\u0000x7".charAt(random.nextInt(11)));
        }

        check(text.toString());
    }

    @Provide
    Arbitrary<String> inputs() {
        return Arbitraries.of(INPUTS);
    }

    private void check(String body) {
        Reading reading = reader.read(SnsEnvelope.unwrap(body, Map.of(), "m"));
        switch (reading) {
            case Reading.Alerts alerts -> {
                assertThat(alerts.alerts()).isNotEmpty();
                alerts.alerts().forEach(MessageReaderFuzzTest::checkStorable);
            }
            case Reading.Told told -> assertThat(told.notice().title()).isNotBlank();
            case Reading.Changed changed -> assertThat(changed.change().title()).isNotBlank();
            case Reading.Asked asked -> assertThat(asked.request().action()).isNotBlank();
            case Reading.Ignored ignored -> assertThat(ignored.reason()).isNotBlank();
            case Reading.Poison poison ->
                assertThat(poison.reason()).isNotBlank().doesNotContain(" fails with ");
        }
    }

    private static void checkStorable(IncomingAlert alert) {
        assertThat(alert.labels().get("alertname")).isNotBlank();
        assertThat(alert.annotations().values())
                .allSatisfy(text -> assertThat(text).isEqualTo(Storable.text(text)));
        assertThat(alert.link()).isEqualTo(Storable.text(alert.link()));
    }

    private static void damage(JsonNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        JsonNode replacement = Golden.JSON.readTree(REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size())));
        boolean drop = random.nextInt(3) == 0;
        if (container instanceof ObjectNode object && !object.isEmpty()) {
            String name = List.copyOf(object.propertyNames()).get(random.nextInt(object.size()));
            if (drop) {
                object.remove(name);
            } else {
                object.set(name, replacement);
            }
        } else if (container instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (drop) {
                array.remove(index);
            } else {
                array.set(index, replacement);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
