@NullMarked
package com.kaldrix.monitoring.local.aws.sqs;

import org.jspecify.annotations.NullMarked;
