/** Texts that must not be seen. */
@NullMarked
package com.kaldrix.monitoring.common.secret;

import org.jspecify.annotations.NullMarked;
