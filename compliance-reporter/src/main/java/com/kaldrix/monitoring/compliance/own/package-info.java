/** What the suite says of itself. */
@NullMarked
package com.kaldrix.monitoring.compliance.own;

import org.jspecify.annotations.NullMarked;
