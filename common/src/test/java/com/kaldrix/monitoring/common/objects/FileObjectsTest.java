package com.kaldrix.monitoring.common.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectsTest extends ObjectsContract {
    private final Path directory;

    private final Objects objects;

    FileObjectsTest(@TempDir Path directory) {
        this.directory = directory;
        this.objects = new FileObjects(directory.resolve("objects"));
    }

    @Override
    Objects objects() {
        return objects;
    }

    @Override
    Objects otherDoor() {
        return new FileObjects(directory.resolve("objects"));
    }

    /** Files stand where directories should be. */
    @Override
    Objects unreachable() {
        Path gone = directory.resolve("gone");
        Objects store = new FileObjects(gone);
        try {
            Files.delete(gone.resolve(FileObjects.INCOMING));
            Files.delete(gone);
            Files.writeString(gone, "a file");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return store;
    }

    @Test
    void whatIsBeingWrittenIsNoObject() throws IOException {
        Files.writeString(
                directory.resolve("objects").resolve(FileObjects.INCOMING).resolve("half"), "x");

        assertThat(objects.list("").toList()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> objects.get(FileObjects.INCOMING + "/half"));
    }

    @Test
    void aFileThatIsHandedOverIsKeptAsItIsAndOutlivesItsName() throws IOException {
        Path file = Files.writeString(directory.resolve("made"), "all of it");

        assertThat(objects.createIfAbsent("a/b", ObjectContent.handedOver(file).typed("text/plain")))
                .isTrue();
        assertThat(Files.isSameFile(file, directory.resolve("objects").resolve("a/b")))
                .as("it is no copy")
                .isTrue();
        assertThat(objects.createIfAbsent("a/b", ObjectContent.handedOver(file)))
                .as("it is there")
                .isFalse();
        Files.delete(file);

        assertThat(objects.get("a/b").orElseThrow()).hasContent("all of it");
        assertThat(objects.list("")).hasSize(1);
    }

    @Test
    void leavesNothingBehindThatNobodyReads() throws IOException {
        objects.put("a", text("one"));
        objects.createIfAbsent("a", text("two"));
        objects.createIfAbsent("b", text("two"));

        try (Stream<Path> left = Files.list(directory.resolve("objects").resolve(FileObjects.INCOMING))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFileIsNoDirectoryForObjects() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThatThrownBy(() -> new FileObjects(file))
                .isInstanceOf(ObjectsUnavailableException.class)
                .hasMessageContaining(file.toString());
    }
}
