/** How often people are called, and for what. */
@NullMarked
package com.kaldrix.monitoring.alert.load;

import org.jspecify.annotations.NullMarked;
