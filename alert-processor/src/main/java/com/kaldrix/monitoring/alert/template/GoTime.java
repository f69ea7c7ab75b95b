package com.kaldrix.monitoring.alert.template;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/**
 * A moment as Go's {@code time.Time}, and its layouts ({@code 2006-01-02 15:04:05}).
 *
 * @param instant when
 * @param zone in which it is shown
 */
record GoTime(Instant instant, ZoneId zone) {
    private static final String DEFAULT = "2006-01-02 15:04:05.999999999 -0700 MST";
    /** The parts of layouts; of those that begin alike the longest first. */
    private static final List<String> PARTS = List.of(
            "January",
            "Jan",
            "Monday",
            "Mon",
            "MST",
            "2006",
            "-07:00:00",
            "-070000",
            "-07:00",
            "-0700",
            "-07",
            "Z07:00:00",
            "Z070000",
            "Z07:00",
            "Z0700",
            "Z07",
            "__2",
            "002",
            "01",
            "02",
            "03",
            "04",
            "05",
            "06",
            "15",
            "_2",
            "PM",
            "pm",
            "1",
            "2",
            "3",
            "4",
            "5");

    static GoTime utc(Instant instant) {
        return new GoTime(instant, ZoneOffset.UTC);
    }

    ZonedDateTime at() {
        return instant.atZone(zone);
    }

    String format(String layout) {
        StringBuilder out = new StringBuilder();
        ZonedDateTime time = at();
        int i = 0;
        while (i < layout.length()) {
            int fraction = fraction(layout, i);
            if (fraction > 0) {
                out.append(fractionOf(layout.substring(i, i + fraction), time.getNano()));
                i += fraction;
                continue;
            }
            String rest = layout.substring(i);
            String part = PARTS.stream().filter(rest::startsWith).findFirst().orElse("");
            boolean nameGoesOn = (part.equals("Jan") || part.equals("Mon"))
                    && rest.length() > 3
                    && Character.isLowerCase(rest.charAt(3));
            if (part.isEmpty() || nameGoesOn) {
                out.append(layout.charAt(i));
                i++;
            } else {
                out.append(part(part, time));
                i += part.length();
            }
        }
        return out.toString();
    }

    /** Length of {@code .000}, {@code ,999} and the like; 0 when there is none. */
    private static int fraction(String layout, int at) {
        char c = layout.charAt(at);
        if ((c != '.' && c != ',') || at + 1 >= layout.length()) {
            return 0;
        }
        char digit = layout.charAt(at + 1);
        if (digit != '0' && digit != '9') {
            return 0;
        }
        int end = at + 1;
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        return end < layout.length() && Character.isDigit(layout.charAt(end)) ? 0 : end - at;
    }

    private static String fractionOf(String part, int nano) {
        String digits = "%09d".formatted(nano).substring(0, Math.min(9, part.length() - 1));
        if (part.charAt(1) == '9') {
            digits = digits.replaceFirst("0+$", "");
            return digits.isEmpty() ? "" : part.charAt(0) + digits;
        }
        return part.charAt(0) + digits;
    }

    private static String part(String part, ZonedDateTime time) {
        int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        return switch (part) {
            case "January" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "Jan" ->
                time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
            case "1" -> Integer.toString(time.getMonthValue());
            case "01" -> "%02d".formatted(time.getMonthValue());
            case "Monday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case "Mon" ->
                time.getDayOfWeek()
                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        .substring(0, 3);
            case "2" -> Integer.toString(time.getDayOfMonth());
            case "_2" -> "%2d".formatted(time.getDayOfMonth());
            case "02" -> "%02d".formatted(time.getDayOfMonth());
            case "__2" -> "%3d".formatted(time.getDayOfYear());
            case "002" -> "%03d".formatted(time.getDayOfYear());
            case "15" -> "%02d".formatted(time.getHour());
            case "3" -> Integer.toString(hour12);
            case "03" -> "%02d".formatted(hour12);
            case "4" -> Integer.toString(time.getMinute());
            case "04" -> "%02d".formatted(time.getMinute());
            case "5" -> Integer.toString(time.getSecond());
            case "05" -> "%02d".formatted(time.getSecond());
            case "2006" -> "%04d".formatted(time.getYear());
            case "06" -> "%02d".formatted(Math.floorMod(time.getYear(), 100));
            case "PM" -> time.getHour() < 12 ? "AM" : "PM";
            case "pm" -> time.getHour() < 12 ? "am" : "pm";
            case "MST" -> abbreviation(time);
            default -> offset(part, time);
        };
    }

    private static String abbreviation(ZonedDateTime time) {
        if (time.getZone().normalized().equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        return DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(time);
    }

    private static String offset(String part, ZonedDateTime time) {
        int seconds = time.getOffset().getTotalSeconds();
        if (part.startsWith("Z") && seconds == 0) {
            return "Z";
        }
        int size = Math.abs(seconds);
        String sign = seconds < 0 ? "-" : "+";
        String colon = part.contains(":") ? ":" : "";
        String hours = "%02d".formatted(size / 3600);
        String minutes = "%02d".formatted(size / 60 % 60);
        String digits = part.replaceAll("[^0-9]", "");
        return switch (digits.length()) {
            case 2 -> sign + hours;
            case 4 -> sign + hours + colon + minutes;
            default -> sign + hours + colon + minutes + colon + "%02d".formatted(size % 60);
        };
    }

    @Override
    public String toString() {
        return format(DEFAULT);
    }
}
