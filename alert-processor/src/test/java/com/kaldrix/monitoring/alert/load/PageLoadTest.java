package com.kaldrix.monitoring.alert.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.load.PageLoad.By;
import com.kaldrix.monitoring.alert.load.Paged.Call;
import com.kaldrix.monitoring.alert.load.Paged.Ending;
import com.kaldrix.monitoring.alert.oncall.ContactMethod;
import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.alert.oncall.Person;
import com.kaldrix.monitoring.alert.oncall.Team;
import com.kaldrix.monitoring.alert.receiver.SmsIntegration;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PageLoadTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final Directory DIRECTORY = new Directory(
            List.of(person("ada", "Europe/Berlin"), person("ben", "America/Los_Angeles")),
            List.of(new Team("core", List.of("ada", "ben"), List.of()), new Team("desk", List.of("ben"), List.of())),
            List.of());

    private static Person person(String id, String zone) {
        return new Person(
                id,
                id,
                "",
                "",
                ZoneId.of(zone),
                List.of(new ContactMethod(
                        Duration.ZERO,
                        new SmsIntegration("+12025550199", id, new SmsIntegration.Sender("eu-west-1", "", "K", "")))));
    }

    private static Paged paged(String receiver, UUID incident, String step, Instant at, Ending ending) {
        return new Paged(receiver, new Call(incident, step), at, List.of("Outage"), ending);
    }

    private static final Ending OPEN = new Ending(null, null, null);

    @Test
    void severalMeansOfOneCallAreOnePage() {
        List<Paged> pages = List.of(
                paged("person:ada", ONE, "1", NOON, OPEN),
                paged("person:ada", ONE, "1", NOON.plusSeconds(300), OPEN),
                paged("person:ada", ONE, "2", NOON.plusSeconds(600), OPEN));

        assertThat(PageLoad.of(pages, By.PERSON, DIRECTORY))
                .containsExactly(new PageLoad("ada", 2, 0, 0, Optional.empty(), 0));
    }

    @Test
    void nightIsWhereThePersonLives() {
        Instant four = Instant.parse("2026-03-02T04:00:00Z");
        List<Paged> pages = List.of(
                paged("person:ada", ONE, "1", four, OPEN),
                paged("person:ben", ONE, "1", four, OPEN),
                paged("pager", TWO, "1", four, OPEN));

        // 05:00 in Berlin, 20:00 of the evening before in Los Angeles, and 04:00 for a service.
        assertThat(PageLoad.of(pages, By.PERSON, DIRECTORY))
                .containsExactly(
                        new PageLoad("ada", 1, 1, 0, Optional.empty(), 0),
                        new PageLoad("ben", 1, 0, 0, Optional.empty(), 0));
        assertThat(PageLoad.of(pages, By.TEAM, DIRECTORY))
                .containsExactly(
                        new PageLoad("core", 1, 1, 0, Optional.empty(), 0),
                        new PageLoad("desk", 1, 0, 0, Optional.empty(), 0));
        assertThat(PageLoad.of(pages, By.RULE, DIRECTORY))
                .containsExactly(new PageLoad("Outage", 2, 2, 0, Optional.empty(), 0));
    }

    @Test
    void theMedianIsOfWhatWasAcknowledgedAndTheRestIsNot() {
        List<Paged> pages = List.of(
                paged("person:ada", ONE, "1", NOON, new Ending(NOON.plusSeconds(60), null, null)),
                paged("person:ada", ONE, "2", NOON.plusSeconds(30), new Ending(NOON.plusSeconds(60), null, null)),
                paged("person:ada", ONE, "3", NOON.plusSeconds(90), new Ending(NOON.plusSeconds(60), null, null)),
                paged("person:ada", TWO, "1", NOON, new Ending(null, NOON.plusSeconds(9), null)),
                paged("person:ada", TWO, "2", NOON, new Ending(null, NOON.plusSeconds(9), "ben")));

        assertThat(PageLoad.of(pages, By.PERSON, DIRECTORY))
                .containsExactly(new PageLoad("ada", 5, 0, 2, Optional.of(Duration.ofSeconds(45)), 1));
    }
}
