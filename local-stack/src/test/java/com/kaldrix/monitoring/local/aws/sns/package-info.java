@NullMarked
package com.kaldrix.monitoring.local.aws.sns;

import org.jspecify.annotations.NullMarked;
