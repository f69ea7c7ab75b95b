@NullMarked
package com.kaldrix.monitoring.common.yaml;

import org.jspecify.annotations.NullMarked;
