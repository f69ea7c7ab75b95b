/** Clients of AWS, for each region one. */
@NullMarked
package com.kaldrix.monitoring.alert.aws;

import org.jspecify.annotations.NullMarked;
