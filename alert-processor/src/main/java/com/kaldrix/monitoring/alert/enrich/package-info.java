/** What the suite adds to an alert beside what its source said. */
@NullMarked
package com.kaldrix.monitoring.alert.enrich;

import org.jspecify.annotations.NullMarked;
