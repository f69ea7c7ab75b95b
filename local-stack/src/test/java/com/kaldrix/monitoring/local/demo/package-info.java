@NullMarked
package com.kaldrix.monitoring.local.demo;

import org.jspecify.annotations.NullMarked;
