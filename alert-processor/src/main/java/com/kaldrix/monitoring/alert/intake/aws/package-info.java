/** What all that AWS sends has in common: ARNs, regions, the EventBridge envelope, console pages. */
@NullMarked
package com.kaldrix.monitoring.alert.intake.aws;

import org.jspecify.annotations.NullMarked;
