package com.kaldrix.monitoring.alert.global;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.global.Claims.Answer;
import com.kaldrix.monitoring.alert.global.Claims.Mine;
import com.kaldrix.monitoring.alert.global.Claims.Others;
import com.kaldrix.monitoring.alert.global.Claims.Pending;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hubs rely on, wherever claims lie. */
abstract class ClaimsContract {
    static final Region EUROPE = new Region("eu-west-1");
    static final Region EAST = new Region("us-east-1");
    static final Region WEST = new Region("us-west-2");
    static final Instant SINCE = Instant.parse("2026-03-02T03:00:00Z");
    static final Instant NOW = SINCE.plusSeconds(200);

    private Claims claims = nowhere();

    /** An empty place for the claims of one test. */
    abstract Objects objects();

    private static Claims nowhere() {
        return new Claims() {
            @Override
            public Answer claim(Region silent, Instant since, Region hub, Instant now) {
                return new Away();
            }

            @Override
            public boolean told(Region silent, Instant since, Region hub, Instant now) {
                return false;
            }
        };
    }

    @BeforeEach
    void open() {
        claims = in(objects());
    }

    static Claims in(Objects objects) {
        return new ObjectClaims(objects, Duration.ofMinutes(2), Duration.ofMinutes(3));
    }

    @Test
    void whoeverComesFirstTellsAndMayAskAgain() {
        assertThat(claims.claim(EUROPE, SINCE, EAST, NOW)).isEqualTo(new Mine(SINCE));
        assertThat(claims.claim(EUROPE, SINCE, WEST, NOW)).isInstanceOf(Pending.class);
        assertThat(claims.claim(EUROPE, SINCE, EAST, NOW.plusSeconds(5))).isEqualTo(new Mine(SINCE));

        assertThat(claims.told(EUROPE, SINCE, EAST, NOW)).isTrue();
        assertThat(claims.claim(EUROPE, SINCE, WEST, NOW.plusSeconds(600))).isInstanceOf(Others.class);
    }

    @Test
    void whoHeardALittleMoreMeansTheSameSilence() {
        assertThat(claims.claim(EUROPE, SINCE, EAST, NOW)).isEqualTo(new Mine(SINCE));
        assertThat(claims.claim(EUROPE, SINCE.plusSeconds(30), WEST, NOW)).isInstanceOf(Pending.class);
        assertThat(claims.claim(WEST, SINCE, EUROPE, NOW)).isInstanceOf(Mine.class);
        Instant later = SINCE.plusSeconds(600);
        assertThat(claims.claim(EUROPE, later, WEST, NOW.plusSeconds(900)))
                .as("a later silence is another")
                .isEqualTo(new Mine(later));
    }

    @Test
    void aHubThatClaimsAndDoesNotTellIsReplacedAndTheSilenceKeepsItsBeginning() {
        assertThat(claims.claim(EUROPE, SINCE, EAST, NOW)).isInstanceOf(Mine.class);
        Instant later = NOW.plusSeconds(121);
        assertThat(claims.claim(EUROPE, SINCE.minusSeconds(30), WEST, later)).isEqualTo(new Mine(SINCE));
        assertThat(claims.claim(EUROPE, SINCE, EAST, later)).isInstanceOf(Pending.class);
        assertThat(claims.told(EUROPE, SINCE.minusSeconds(30), WEST, later)).isTrue();
        assertThat(claims.claim(EUROPE, SINCE, EAST, later.plusSeconds(600))).isInstanceOf(Others.class);
    }

    @Test
    void aHubWhoseOwnClaimIsTooOldClaimsAnewBeforeItTells() {
        assertThat(claims.claim(EUROPE, SINCE, EAST, NOW)).isInstanceOf(Mine.class);
        Instant later = NOW.plusSeconds(121);
        assertThat(claims.claim(EUROPE, SINCE, EAST, later)).isEqualTo(new Mine(SINCE));
        assertThat(claims.claim(EUROPE, SINCE, WEST, later)).isInstanceOf(Pending.class);
    }

    @Test
    void aHubThatToldOfASilenceThatALateHeartbeatEndedTellsOfTheNextOne() {
        assertThat(claims.claim(EUROPE, SINCE, EAST, NOW)).isInstanceOf(Mine.class);
        assertThat(claims.told(EUROPE, SINCE, EAST, NOW)).isTrue();
        Instant late = SINCE.plusSeconds(40);
        Instant later = NOW.plusSeconds(130);
        assertThat(claims.claim(EUROPE, late, EAST, later)).isInstanceOf(Mine.class);
        assertThat(claims.claim(EUROPE, late, WEST, later)).isInstanceOf(Others.class);
    }

    @Test
    void whatWasToldWithoutAClaimIsKnownToTheOthers() {
        assertThat(claims.told(EUROPE, SINCE, EAST, NOW)).isTrue();
        assertThat(claims.claim(EUROPE, SINCE.plusSeconds(30), WEST, NOW)).isInstanceOf(Others.class);
    }

    @Test
    void ofTwoThatHeardDifferentHeartbeatsLastAndAskAtTheSameMomentOneTells() {
        Objects place = objects();
        Claims west = in(place);
        Claims east = in(new Overtaken(
                place,
                () -> assertThat(west.claim(EUROPE, SINCE.plusSeconds(30), WEST, NOW))
                        .isEqualTo(new Mine(SINCE.plusSeconds(30)))));

        Answer answer = east.claim(EUROPE, SINCE, EAST, NOW);

        assertThat(answer).isInstanceOf(Pending.class);
        assertThat(east.claim(EUROPE, SINCE, EAST, NOW.plusSeconds(5))).isInstanceOf(Pending.class);
    }
}
