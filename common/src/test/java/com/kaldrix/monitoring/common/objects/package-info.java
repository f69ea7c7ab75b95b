/** Stores of objects, held to one contract. */
@NullMarked
package com.kaldrix.monitoring.common.objects;

import org.jspecify.annotations.NullMarked;
