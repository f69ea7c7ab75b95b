package com.kaldrix.monitoring.metrics.ingest.scrape.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTargetsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T14:00:00Z"));

    @TempDir
    private Path folder = Path.of("");

    private FileTargets found = new FileTargets(new Discovery.InFiles(List.of(), Duration.ofMinutes(5)), clock);
    private int writes;

    @BeforeEach
    void look() {
        found = new FileTargets(
                new Discovery.InFiles(
                        List.of(folder.resolve("*.json"), folder.resolve("sub/*.yml")), Duration.ofMinutes(5)),
                clock);
    }

    /** Each write has a time of its own, whatever the file system's clock can tell. */
    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-11-25T10:00:00Z").plusSeconds(++writes)));
    }

    private List<String> addresses() {
        return found.groups().stream()
                .flatMap(group -> group.targets().stream())
                .map(labels -> labels.getOrDefault("__address__", ""))
                .toList();
    }

    @Test
    void readsJsonAndYaml() throws IOException {
        write("a.json", "[\n\t{\"targets\": [\"one:1\", \"two:2\"], \"labels\": {\"zone\": \"a\"}}\n]\n");
        write("sub/b.yml", "- targets: ['three:3']\n- targets: ['four:4']\n");
        write("c.txt", "- targets: ['five:5']\n");

        assertThat(addresses()).containsExactlyInAnyOrder("one:1", "two:2", "three:3", "four:4");
        assertThat(found.groups().getFirst().targets().getFirst())
                .isEqualTo(Map.of("__address__", "one:1", "zone", "a"));
    }

    @Test
    void followsChangesNewFilesAndFilesThatGo() throws IOException {
        assertThat(addresses()).isEmpty();
        write("a.json", "[{\"targets\": [\"one:1\"]}]");
        assertThat(addresses()).containsExactly("one:1");
        write("a.json", "[{\"targets\": [\"uno:1\"]}]");
        write("b.json", "[{\"targets\": [\"two:2\"]}]");
        assertThat(addresses()).containsExactly("uno:1", "two:2");
        Files.delete(folder.resolve("a.json"));
        assertThat(addresses()).containsExactly("two:2");
    }

    @Test
    void keepsWhatAWrongFileSaidBefore() throws IOException {
        write("a.json", "[{\"targets\": [\"one:1\"]}]");
        assertThat(addresses()).containsExactly("one:1");
        write("a.json", "[{\"targets\": [\"one:1\"");

        assertThat(addresses()).containsExactly("one:1");
        assertThat(addresses()).containsExactly("one:1");
        assertThat(found.failures())
                .as("a file is read again only when it has changed")
                .isEqualTo(1);
        clock.advance(Duration.ofMinutes(5));
        assertThat(addresses()).containsExactly("one:1");
        assertThat(found.failures()).isEqualTo(2);
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> TargetFile.parse("t.yml", "- target: [a:1]\n- targets: [a/b]\n  labels: [x]\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("t.yml:1:3")
                .hasMessageContaining("did you mean 'targets'?")
                .hasMessageContaining("t.yml:2:13")
                .hasMessageContaining("t.yml:3:11");
        assertThatThrownBy(() -> TargetFile.parse("t.yml", "targets: [a:1]\n")).hasMessageContaining("expected a list");
    }
}
