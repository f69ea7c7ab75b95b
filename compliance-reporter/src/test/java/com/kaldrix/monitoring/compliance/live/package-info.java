/** The whole service on a real queue and a real database. */
@NullMarked
package com.kaldrix.monitoring.compliance.live;

import org.jspecify.annotations.NullMarked;
