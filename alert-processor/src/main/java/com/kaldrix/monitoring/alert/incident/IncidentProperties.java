package com.kaldrix.monitoring.alert.incident;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How incidents are looked after.
 *
 * @param pollInterval how often to look for incidents whose time has come
 */
@ConfigurationProperties("kaldrix.incident")
record IncidentProperties(@DefaultValue("250ms") Duration pollInterval) {}
