/** How soon a button that was pressed at Slack has its effect. */
@NullMarked
package com.kaldrix.monitoring.bench.buttons;

import org.jspecify.annotations.NullMarked;
