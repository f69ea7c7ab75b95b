package com.kaldrix.monitoring.anomaly.series;

/**
 * What one detector has to say about a reading.
 *
 * @param detector its name
 * @param rarity minus the decimal logarithm of how often this series is so strange
 * @param sentence for a person
 */
public record Evidence(String detector, double rarity, String sentence) {}
