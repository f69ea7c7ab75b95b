/** Addresses that open something to whoever has them, because nobody else can make them. */
@NullMarked
package com.kaldrix.monitoring.alert.link;

import org.jspecify.annotations.NullMarked;
