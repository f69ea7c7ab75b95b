@NullMarked
package com.kaldrix.monitoring.local.aws;

import org.jspecify.annotations.NullMarked;
