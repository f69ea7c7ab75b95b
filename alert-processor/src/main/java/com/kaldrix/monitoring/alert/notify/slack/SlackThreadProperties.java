package com.kaldrix.monitoring.alert.notify.slack;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Slack is told beside messages.
 *
 * @param timeline whether what happens to an incident is written into the threads of its messages
 */
@ConfigurationProperties("kaldrix.slack")
record SlackThreadProperties(@DefaultValue("true") boolean timeline) {}
