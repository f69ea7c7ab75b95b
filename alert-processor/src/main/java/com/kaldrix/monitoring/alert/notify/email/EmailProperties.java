package com.kaldrix.monitoring.alert.notify.email;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are sent.
 *
 * @param sesEndpoint where the API of Amazon SES is in place of AWS's own, such as a stand-in's; empty for AWS
 */
@ConfigurationProperties("kaldrix.email")
record EmailProperties(@DefaultValue("") String sesEndpoint) {}
