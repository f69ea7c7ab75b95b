package com.kaldrix.monitoring.compliance.framework;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which standards are in force.
 *
 * @param directory where files of one's own are, beside those that ship; empty for none
 */
@ConfigurationProperties("kaldrix.frameworks")
record FrameworkProperties(@DefaultValue("") String directory) {}
