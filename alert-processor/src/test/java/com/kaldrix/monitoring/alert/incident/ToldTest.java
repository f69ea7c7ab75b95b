package com.kaldrix.monitoring.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.incident.Told.News;
import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** When there is news for an integration, as Alertmanager's deduplication decides. */
class ToldTest {
    private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");
    private static final Duration REPEAT = Duration.ofHours(4);

    private static Set<Fingerprint> alerts(int... numbers) {
        return java.util.Arrays.stream(numbers).mapToObj(Fingerprint::new).collect(Collectors.toSet());
    }

    private static Set<Fingerprint> alerts(Set<Integer> numbers) {
        return numbers.stream().map(Fingerprint::new).collect(Collectors.toSet());
    }

    private static News news(Told told, Set<Fingerprint> firing, Set<Fingerprint> resolved, boolean sendResolved) {
        return told.news(firing, resolved, sendResolved, REPEAT, NOW);
    }

    @Test
    void whoHasHeardNothingHearsOfWhatFires() {
        assertThat(Told.first(alerts(1))).isEqualTo(News.OPENED);
        assertThat(Told.first(alerts())).isEqualTo(News.NOTHING);
    }

    @Test
    void aNewAlertIsNews() {
        Told told = new Told(alerts(1), alerts(), NOW);

        assertThat(news(told, alerts(1, 2), alerts(), true)).isEqualTo(News.CHANGED);
        assertThat(news(told, alerts(1), alerts(), true)).isEqualTo(News.NOTHING);
    }

    @Test
    void theEndOfSomeIsNewsWhereEndsAreTold() {
        Told told = new Told(alerts(1, 2), alerts(), NOW);

        assertThat(news(told, alerts(1), alerts(2), true)).isEqualTo(News.CHANGED);
        assertThat(news(told, alerts(1), alerts(2), false)).isEqualTo(News.NOTHING);
    }

    @Test
    void theEndOfAllIsNewsOnce() {
        assertThat(news(new Told(alerts(1), alerts(), NOW), alerts(), alerts(1), true))
                .isEqualTo(News.RESOLVED);
        assertThat(news(new Told(alerts(), alerts(1), NOW), alerts(), alerts(1), true))
                .isEqualTo(News.NOTHING);
    }

    @Test
    void afterTheRepeatIntervalTheSameIsToldAgain() {
        Told told = new Told(alerts(1), alerts(), NOW.minus(REPEAT));

        assertThat(news(told, alerts(1), alerts(), true)).isEqualTo(News.REPEATED);
        assertThat(news(new Told(alerts(1), alerts(), NOW.minus(REPEAT).plusSeconds(1)), alerts(1), alerts(), true))
                .isEqualTo(News.NOTHING);
    }

    @Property
    void whatWasJustToldIsNoNews(
            @ForAll @Size(max = 5) Set<@IntRange(min = 0, max = 9) Integer> firing,
            @ForAll @Size(max = 5) Set<@IntRange(min = 0, max = 9) Integer> resolved,
            @ForAll boolean sendResolved) {
        Told told = new Told(alerts(firing), alerts(resolved), NOW);

        assertThat(news(told, alerts(firing), alerts(resolved), sendResolved)).isEqualTo(News.NOTHING);
    }

    @Property
    void anAlertThatNobodyWasToldOfIsNeverKeptBack(
            @ForAll @Size(max = 5) Set<@IntRange(min = 0, max = 9) Integer> before,
            @ForAll @Size(max = 5) Set<@IntRange(min = 0, max = 9) Integer> firing,
            @ForAll boolean sendResolved) {
        Told told = new Told(alerts(before), alerts(), NOW);
        if (!before.containsAll(firing)) {
            assertThat(news(told, alerts(firing), alerts(), sendResolved)).isIn(News.OPENED, News.CHANGED);
        }
    }
}
