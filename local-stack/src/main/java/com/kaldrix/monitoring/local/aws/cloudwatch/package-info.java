/** CloudWatch's door for metric data, as the SDKs of AWS speak to it. */
@NullMarked
package com.kaldrix.monitoring.local.aws.cloudwatch;

import org.jspecify.annotations.NullMarked;
