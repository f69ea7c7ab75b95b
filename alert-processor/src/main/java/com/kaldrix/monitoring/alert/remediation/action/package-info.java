/** What carries remediations out: SSM Automation, Kubernetes, Lambda, webhooks. */
@NullMarked
package com.kaldrix.monitoring.alert.remediation.action;

import org.jspecify.annotations.NullMarked;
