/** Strict reading of YAML files that people write: all that is wrong is told at once, with its line and column. */
@NullMarked
package com.kaldrix.monitoring.common.yaml;

import org.jspecify.annotations.NullMarked;
