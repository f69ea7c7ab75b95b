/** What all readers of events share: the event, its fields, and what can become of it. */
@NullMarked
package com.kaldrix.monitoring.compliance.collect.event;

import org.jspecify.annotations.NullMarked;
