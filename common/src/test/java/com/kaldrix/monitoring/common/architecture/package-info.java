/** The rules of the house, checked by tests. */
@NullMarked
package com.kaldrix.monitoring.common.architecture;

import org.jspecify.annotations.NullMarked;
