/** What a service is to the operating system: a process that is told to end. */
@NullMarked
package com.kaldrix.monitoring.common.process;

import org.jspecify.annotations.NullMarked;
