@NullMarked
package com.kaldrix.monitoring.compliance.pull;

import org.jspecify.annotations.NullMarked;
