package com.kaldrix.monitoring.alert.notify;

/**
 * Which of several replicas this is, for people who look at the tables.
 *
 * @param name host and process, unique among those that live
 */
public record Replica(String name) {}
