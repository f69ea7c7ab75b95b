@NullMarked
package com.kaldrix.monitoring.local.postgres;

import org.jspecify.annotations.NullMarked;
