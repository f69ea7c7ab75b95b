package com.kaldrix.monitoring.common.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.kaldrix.monitoring.common.objects.ObjectLocation.Bucket;
import com.kaldrix.monitoring.common.objects.ObjectLocation.Directory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectLocationTest {
    @Test
    void readsBucketsAndDirectories() {
        assertThat(ObjectLocation.parse("s3://kaldrix-archive")).isEqualTo(new Bucket("kaldrix-archive", ""));
        assertThat(ObjectLocation.parse("s3://kaldrix-archive/prod/metrics/"))
                .isEqualTo(new Bucket("kaldrix-archive", "prod/metrics/"));
        assertThat(ObjectLocation.parse("file:/var/archive")).isEqualTo(new Directory(Path.of("/var/archive")));
        assertThat(ObjectLocation.parse("file:///var/archive")).isEqualTo(new Directory(Path.of("/var/archive")));
        assertThat(ObjectLocation.parse("/var/archive")).isEqualTo(new Directory(Path.of("/var/archive")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "archive", "s3://", "s3://UPPER", "s3://b/../c", "s3://bucket/a//b", "http://x/y", "file:x"})
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectLocation.parse(text));
    }

    @Test
    void opensADirectory(@TempDir Path directory) {
        S3Options s3 = new S3Options("us-east-1", null, null);

        try (Objects objects = OpenObjects.at(new Directory(directory.resolve("new")), s3)) {
            objects.put("a", ObjectContent.of(new byte[3]));
            assertThat(objects.location()).endsWith("/new");
        }
        assertThat(directory.resolve("new/a")).hasSize(3);
    }
}
