/** Stands in for AWS and the outside world on one machine. */
@NullMarked
package com.kaldrix.monitoring.local;

import org.jspecify.annotations.NullMarked;
