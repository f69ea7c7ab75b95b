package com.kaldrix.monitoring.alert.global;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.common.region.Region;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectClaimsTest {
    private static final Region EUROPE = new Region("eu-west-1");
    private static final Region EAST = new Region("us-east-1");
    private static final Region WEST = new Region("us-west-2");
    private static final Instant SINCE = Instant.parse("2026-03-02T03:00:00Z");
    private static final Instant NOW = SINCE.plusSeconds(200);

    private final Claims claims;

    ObjectClaimsTest(@TempDir Path folder) {
        Objects objects = OpenObjects.at(new ObjectLocation.Directory(folder), new S3Options("us-east-1", null, null));
        claims = new ObjectClaims(objects, Duration.ofMinutes(2), Duration.ofMinutes(3));
    }

    @Test
    void whoeverComesFirstTellsAndMayAskAgain() {
        assertThat(claims.claim(EUROPE, SINCE, EAST, NOW)).isInstanceOf(Claims.Mine.class);
        assertThat(claims.claim(EUROPE, SINCE, WEST, NOW)).isInstanceOf(Claims.Pending.class);
        assertThat(claims.claim(EUROPE, SINCE, EAST, NOW.plusSeconds(5))).isInstanceOf(Claims.Mine.class);

        assertThat(claims.told(EUROPE, SINCE, EAST)).isTrue();
        assertThat(claims.claim(EUROPE, SINCE, WEST, NOW.plusSeconds(600))).isInstanceOf(Claims.Others.class);
    }

    @Test
    void whoHeardALittleMoreMeansTheSameSilence() {
        assertThat(claims.claim(EUROPE, SINCE, EAST, NOW)).isInstanceOf(Claims.Mine.class);
        assertThat(claims.claim(EUROPE, SINCE.plusSeconds(30), WEST, NOW)).isInstanceOf(Claims.Pending.class);
        assertThat(claims.claim(WEST, SINCE, EUROPE, NOW)).isInstanceOf(Claims.Mine.class);
        assertThat(claims.claim(EUROPE, SINCE.plusSeconds(600), WEST, NOW.plusSeconds(900)))
                .as("a later silence is another")
                .isInstanceOf(Claims.Mine.class);
    }

    @Test
    void aHubThatClaimsAndDoesNotTellIsReplaced() {
        assertThat(claims.claim(EUROPE, SINCE, EAST, NOW)).isInstanceOf(Claims.Mine.class);
        Instant later = NOW.plusSeconds(121);
        assertThat(claims.claim(EUROPE, SINCE, WEST, later)).isInstanceOf(Claims.Mine.class);
        assertThat(claims.claim(EUROPE, SINCE, EAST, later)).isInstanceOf(Claims.Pending.class);
        assertThat(claims.told(EUROPE, SINCE, WEST)).isTrue();
        assertThat(claims.claim(EUROPE, SINCE, EAST, later.plusSeconds(600))).isInstanceOf(Claims.Others.class);
    }

    @Test
    void ofManyAtOnceOneTells() {
        List<Region> hubs =
                IntStream.range(1, 9).mapToObj(i -> new Region("us-east-" + i)).toList();
        List<CompletableFuture<Claims.Answer>> answers = hubs.stream()
                .map(hub -> CompletableFuture.supplyAsync(() -> claims.claim(EUROPE, SINCE, hub, NOW)))
                .toList();

        assertThat(answers.stream()
                        .map(CompletableFuture::join)
                        .filter(Claims.Mine.class::isInstance)
                        .count())
                .isOne();
    }
}
