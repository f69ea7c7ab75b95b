package com.kaldrix.monitoring.alert.oncall;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Shifts as iCalendar (RFC 5545): one event for each. */
final class CalendarText {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** Octets of a line without its end, section 3.1. */
    private static final int LINE = 75;

    private final String schedule;
    private final Directory directory;
    private final StringBuilder text = new StringBuilder();

    CalendarText(String schedule, Directory directory) {
        this.schedule = schedule;
        this.directory = directory;
    }

    String of(List<Shift> shifts, Instant now) {
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//KALDRIX//monitoring//EN");
        line("METHOD:PUBLISH");
        line("X-WR-CALNAME:" + escaped("On call: " + schedule));
        line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        shifts.forEach(shift -> event(shift, now));
        line("END:VCALENDAR");
        return text.toString();
    }

    private void event(Shift shift, Instant now) {
        String person = shift.turn().person();
        String name = directory.person(person).map(Person::name).orElse(person);
        line("BEGIN:VEVENT");
        line("UID:" + shift.from().getEpochSecond() + "-" + schedule + "@kaldrix");
        line("DTSTAMP:" + UTC.format(now));
        line("DTSTART:" + UTC.format(shift.from()));
        line("DTEND:" + UTC.format(shift.to()));
        line("SUMMARY:" + escaped(name + " on call (" + schedule + ")"));
        line("DESCRIPTION:" + escaped("By " + shift.turn().source()));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\R", "\\\\n")
                .replaceAll("\\p{Cntrl}", " ");
    }

    /** Folds what is too long, never within a character. */
    private void line(String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            int point = content.codePointAt(i);
            String character = Character.toString(point);
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(character);
            octets += size;
            i += character.length();
        }
        text.append("\r\n");
    }
}
