/** CloudWatch alarms, as SNS notifications and as EventBridge events, which are one alert. */
@NullMarked
package com.kaldrix.monitoring.alert.intake.cloudwatch;

import org.jspecify.annotations.NullMarked;
