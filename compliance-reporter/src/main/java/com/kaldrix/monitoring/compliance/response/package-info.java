/** How alerts were answered. */
@NullMarked
package com.kaldrix.monitoring.compliance.response;

import org.jspecify.annotations.NullMarked;
