/** What sources report, read at the edge and made our own. */
@NullMarked
package com.kaldrix.monitoring.alert.intake;

import org.jspecify.annotations.NullMarked;
