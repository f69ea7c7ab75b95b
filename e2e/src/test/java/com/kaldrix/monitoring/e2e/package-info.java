/** What the packaged services do, told as stories: in by SNS, SQS and HTTP, out at the sinks, nothing looked at inside. */
@NullMarked
package com.kaldrix.monitoring.e2e;

import org.jspecify.annotations.NullMarked;
