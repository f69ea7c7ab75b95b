package com.kaldrix.monitoring.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every contract both ways: golden samples keep the schema and are read, and what is written is the golden sample again. */
class ContractsTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    record Sample(Class<? extends Contract> contract, Path file) {
        String text() throws IOException {
            return Files.readString(file);
        }

        Schema schema() throws IOException {
            return SCHEMAS.getSchema(Files.readString(folder(contract).resolve("schema.json")), InputFormat.JSON);
        }

        List<Error> problems(String text) throws IOException {
            return schema().validate(
                            text,
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        }

        @Override
        public String toString() {
            return contract.getSimpleName() + " " + file.getFileName();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleKeepsItsSchema(Sample sample) throws IOException {
        assertThat(sample.problems(sample.text())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleIsReadAndWrittenAgainAsItWas(Sample sample) throws IOException {
        String written = CloudEvents.write(CloudEvents.read(sample.text(), sample.contract()));

        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(sample.text()));
        assertThat(sample.problems(written)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatTheSchemaRequiresTheReaderRequiresToo(Sample sample) throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(sample.text());
        for (String attribute : List.copyOf(event.propertyNames())) {
            agreeWithout(sample, event, (ObjectNode) event.deepCopy(), "", attribute);
        }
        for (String attribute : List.copyOf(event.get("data").asObject().propertyNames())) {
            ObjectNode copy = event.deepCopy();
            agreeWithout(sample, copy, (ObjectNode) copy.get("data"), "data.", attribute);
        }
    }

    private static void agreeWithout(Sample sample, ObjectNode event, ObjectNode parent, String path, String attribute)
            throws IOException {
        parent.remove(attribute);
        String text = JSON.writeValueAsString(path.isEmpty() ? parent : event);
        boolean required = !sample.problems(text).isEmpty();
        if (required) {
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                            MalformedEvent.class, () -> CloudEvents.read(text, sample.contract())))
                    .as("without %s%s", path, attribute)
                    .isNotNull()
                    .extracting(MalformedEvent::attribute)
                    .isEqualTo(path + attribute);
        } else {
            assertThat(CloudEvents.read(text, sample.contract())).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFieldThatALaterProducerAddsIsIgnored(Sample sample) throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(sample.text());
        event.put("laterextension", "x");
        ((ObjectNode) event.get("data")).put("later", 1).putObject("nested").put("a", true);

        assertThat(CloudEvents.read(event, sample.contract()))
                .isEqualTo(CloudEvents.read(sample.text(), sample.contract()));
    }

    @Test
    void everyRecordHasAFolderAndEveryFolderARecord() throws IOException {
        try (Stream<Path> folders = Files.list(root())) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            contracts().map(ContractsTest::type).toList());
        }
        assertThat(contracts()).allSatisfy(contract -> {
            assertThat(folder(contract)).isDirectoryContaining("glob:**/schema.json");
            assertThat(folder(contract)).isDirectoryContaining("glob:**/README.md");
            assertThat(files(contract)).hasSizeGreaterThanOrEqualTo(2);
        });
    }

    static Stream<Sample> samples() {
        return contracts().flatMap(contract -> files(contract).stream().map(file -> new Sample(contract, file)));
    }

    @SuppressWarnings("unchecked")
    private static Stream<Class<? extends Contract>> contracts() {
        return Arrays.stream(Contract.class.getPermittedSubclasses()).map(type -> (Class<? extends Contract>) type);
    }

    private static String type(Class<? extends Contract> contract) {
        try {
            return (String) contract.getField("TYPE").get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(contract + " has no constant TYPE", e);
        }
    }

    private static List<Path> files(Class<? extends Contract> contract) {
        try (Stream<Path> files = Files.list(folder(contract).resolve("samples"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(contract + " has no samples", e);
        }
    }

    private static Path folder(Class<? extends Contract> contract) {
        return root().resolve(type(contract));
    }

    private static Path root() {
        return Path.of("src/main/resources/contracts");
    }
}
