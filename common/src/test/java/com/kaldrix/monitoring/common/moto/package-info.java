/** AWS as moto sees it, for tests. */
@NullMarked
package com.kaldrix.monitoring.common.moto;

import org.jspecify.annotations.NullMarked;
