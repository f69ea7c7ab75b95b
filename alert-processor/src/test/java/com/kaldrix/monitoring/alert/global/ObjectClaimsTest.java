package com.kaldrix.monitoring.alert.global;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.common.region.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims in a directory. */
class ObjectClaimsTest extends ClaimsContract {
    private final Path folder;

    ObjectClaimsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Override
    Objects objects() {
        return OpenObjects.at(new ObjectLocation.Directory(folder), new S3Options("us-east-1", null, null));
    }

    @Test
    void ofManyAtOnceOneTells() {
        Claims claims = in(objects());
        List<CompletableFuture<Claims.Answer>> answers = IntStream.range(1, 9)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> claims.claim(EUROPE, SINCE.plusSeconds(i), new Region("us-east-" + i), NOW)))
                .toList();

        assertThat(answers.stream()
                        .map(CompletableFuture::join)
                        .filter(Claims.Mine.class::isInstance)
                        .count())
                .isOne();
    }
}
