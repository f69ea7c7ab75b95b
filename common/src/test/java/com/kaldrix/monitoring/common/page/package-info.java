/** Tests of pages and cursors. */
@NullMarked
package com.kaldrix.monitoring.common.page;

import org.jspecify.annotations.NullMarked;
