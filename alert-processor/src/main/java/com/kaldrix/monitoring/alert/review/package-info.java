/** What there is to learn from an incident: what happened, what was changed before, and who has taken on what. */
@NullMarked
package com.kaldrix.monitoring.alert.review;

import org.jspecify.annotations.NullMarked;
