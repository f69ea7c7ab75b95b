/** Long lists in pages, which stay right while the list grows. */
@NullMarked
package com.kaldrix.monitoring.common.page;

import org.jspecify.annotations.NullMarked;
