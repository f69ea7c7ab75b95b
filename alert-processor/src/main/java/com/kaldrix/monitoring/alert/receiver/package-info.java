/** Who is told by which means: receivers and their integrations, as the configuration names them. */
@NullMarked
package com.kaldrix.monitoring.alert.receiver;

import org.jspecify.annotations.NullMarked;
