/** Where it happens: AWS regions. */
@NullMarked
package com.kaldrix.monitoring.common.region;

import org.jspecify.annotations.NullMarked;
