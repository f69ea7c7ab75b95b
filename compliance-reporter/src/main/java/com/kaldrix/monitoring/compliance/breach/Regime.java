package com.kaldrix.monitoring.compliance.breach;

import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Whose rules say how soon a breach has to be notified, and when on the way people are paged. */
public enum Regime {
    /**
     * To the authority.
     *
     * @see <a href="https://eur-lex.europa.eu/eli/reg/2016/679/oj">Regulation (EU) 2016/679, article 33(1)</a>
     */
    GDPR(
            Duration.ofHours(72),
            new Point(Duration.ofHours(48), Severity.P2),
            new Point(Duration.ofHours(24), Severity.P1),
            new Point(Duration.ofHours(6), Severity.P0),
            new Point(Duration.ZERO, Severity.P0)),
    /**
     * To the people concerned, and the Secretary.
     *
     * @see <a href="https://www.ecfr.gov/current/title-45/section-164.404">45 CFR 164.404(b), 164.408</a>
     */
    HIPAA(
            Duration.ofDays(60),
            new Point(Duration.ofDays(30), Severity.P2),
            new Point(Duration.ofDays(14), Severity.P1),
            new Point(Duration.ofDays(3), Severity.P0),
            new Point(Duration.ZERO, Severity.P0));

    private final Duration within;
    private final List<Point> points;

    Regime(Duration within, Point... points) {
        this.within = within;
        this.points = List.of(points);
    }

    /**
     * A point on the clock.
     *
     * @param left how much time is left then, at most
     * @param severity of the page
     */
    public record Point(Duration left, Severity severity) {
        /** Such as {@code 24h}, {@code 14d} or {@code over}. */
        public String word() {
            if (left.isZero()) {
                return "over";
            }
            return left.compareTo(Duration.ofDays(3)) >= 0 ? left.toDays() + "d" : left.toHours() + "h";
        }
    }

    /** How long after somebody knew. */
    public Duration within() {
        return within;
    }

    /** Points on the clock, the first first. */
    public List<Point> points() {
        return points;
    }

    /** As it is written: {@code gdpr}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
