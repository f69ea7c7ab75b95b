package com.kaldrix.monitoring.alert.oncall;

/**
 * Who is on call, and why.
 *
 * @param person id of the person
 * @param source name of the layer, or {@code override}
 */
public record Turn(String person, String source) {
    /** The source of a turn that somebody has taken over. */
    public static final String OVERRIDE = "override";
}
