/**
 * The two files that say who is told of what: Alertmanager's own, and {@code kaldrix.yml} for what Alertmanager has no words
 * for. Read strictly, with all problems of a file at once.
 */
@NullMarked
package com.kaldrix.monitoring.alert.configuration;

import org.jspecify.annotations.NullMarked;
