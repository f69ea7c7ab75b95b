/** Who did what, when and from where. Plain Java. */
@NullMarked
package com.kaldrix.monitoring.compliance.activity;

import org.jspecify.annotations.NullMarked;
