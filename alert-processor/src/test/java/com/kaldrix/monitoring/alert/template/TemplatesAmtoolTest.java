package com.kaldrix.monitoring.alert.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks Debian's {@code amtool template render} whether Alertmanager really says what the cases hold. */
@Tag("external")
class TemplatesAmtoolTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void alertmanagerSaysWhatTheCasesHold() throws IOException, InterruptedException {
        for (String type : List.of("text", "html")) {
            List<TemplateCases.Case> cases = TemplateCases.of(type).toList();
            assertThat(cases).hasSizeGreaterThan(5);
            for (TemplateCases.Case it : cases) {
                assertThat(render(it.template(), type)).as(it.template()).isEqualTo(it.expected());
            }
        }
    }

    @Test
    void alertmanagerRefusesWhatWeRefuse() throws IOException, InterruptedException {
        Stream<String> wrong = TemplateCases.wrong();
        for (String template : wrong.toList()) {
            assertThat(render(template, "text")).as(template).contains("amtool: error: ");
        }
    }

    private String render(String template, String type) throws IOException, InterruptedException {
        Path data = directory.resolve("data.json");
        Files.writeString(data, TemplateCases.resource("data.json"));
        List<String> command = new ArrayList<>(List.of("amtool", "template", "render"));
        command.add("--template.glob=" + directory.resolve("none*.tmpl"));
        command.add("--template.data=" + data);
        command.add("--template.type=" + type);
        command.add("--template.text=" + template);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
