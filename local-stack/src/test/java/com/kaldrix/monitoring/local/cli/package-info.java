@NullMarked
package com.kaldrix.monitoring.local.cli;

import org.jspecify.annotations.NullMarked;
