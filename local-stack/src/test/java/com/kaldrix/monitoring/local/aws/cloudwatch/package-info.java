@NullMarked
package com.kaldrix.monitoring.local.aws.cloudwatch;

import org.jspecify.annotations.NullMarked;
