package com.kaldrix.monitoring.alert.oncall;

import com.kaldrix.monitoring.alert.link.SignedLinks;
import com.kaldrix.monitoring.alert.notify.PublicAddress;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Feeds for calendars, below addresses that nobody can guess: a calendar brings no token. */
@Component
class Calendars {
    private static final String PURPOSE = "calendar";
    private static final Duration BACK = Duration.ofDays(28);
    private static final Duration AHEAD = Duration.ofDays(182);

    private final OnCall onCall;
    private final SignedLinks links;
    private final PublicAddress address;
    private final Clock clock;

    Calendars(OnCall onCall, SignedLinks links, PublicAddress address, Clock clock) {
        this.onCall = onCall;
        this.links = links;
        this.address = address;
        this.clock = clock;
    }

    /** Where the feed of a schedule is. */
    URI address(String schedule) {
        return URI.create(address.root() + "/calendars/" + schedule + ".ics?key=" + links.sign(PURPOSE, schedule));
    }

    /**
     * The feed of a schedule, from four weeks ago to half a year ahead.
     *
     * @throws NotFoundException if there is no such schedule, or the key does not open it; who tries keys is not told which
     */
    String feed(String schedule, String key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant from = now.truncatedTo(ChronoUnit.DAYS).minus(BACK);
        return onCall.plan(schedule, from)
                .filter(plan -> links.verify(key, PURPOSE, schedule))
                .map(plan -> new CalendarText(schedule, onCall.directory())
                        .of(plan.shifts(from, from.plus(BACK).plus(AHEAD)), now))
                .orElseThrow(() -> new NotFoundException("calendar", schedule));
    }
}
