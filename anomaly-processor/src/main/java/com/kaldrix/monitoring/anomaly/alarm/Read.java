package com.kaldrix.monitoring.anomaly.alarm;

/** What a message is. */
sealed interface Read {
    /** Something unusual. */
    record Found(Reported reported) implements Read {}

    /** Nothing for us, and no fault either: the topic carries much else. */
    record Ignored() implements Read {}

    /** What it is can be told, and it cannot be understood. */
    record Poison(String reason) implements Read {}
}
