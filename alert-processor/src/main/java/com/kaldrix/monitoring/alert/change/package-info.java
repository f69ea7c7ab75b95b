/** What was changed in what is watched, such as deployments. */
@NullMarked
package com.kaldrix.monitoring.alert.change;

import org.jspecify.annotations.NullMarked;
