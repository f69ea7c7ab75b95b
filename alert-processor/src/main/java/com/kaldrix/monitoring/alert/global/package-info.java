/** All regions together: the same fault in several of them as one, and regions that have fallen silent. */
@NullMarked
package com.kaldrix.monitoring.alert.global;

import org.jspecify.annotations.NullMarked;
