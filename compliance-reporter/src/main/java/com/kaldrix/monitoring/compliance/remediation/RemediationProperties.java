package com.kaldrix.monitoring.compliance.remediation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Playbooks.
 *
 * @param directory files of playbooks of one's own, beside those that ship; empty for none
 */
@ConfigurationProperties("kaldrix.remediation")
record RemediationProperties(@DefaultValue("") String directory) {}
