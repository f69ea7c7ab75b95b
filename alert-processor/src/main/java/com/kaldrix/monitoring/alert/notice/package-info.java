/** What people should know and nobody has to act on: told, without an incident. */
@NullMarked
package com.kaldrix.monitoring.alert.notice;

import org.jspecify.annotations.NullMarked;
