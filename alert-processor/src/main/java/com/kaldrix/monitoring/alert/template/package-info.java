/**
 * Go's text templates as Alertmanager's files use them: read and checked when a configuration is loaded, filled in when somebody is
 * told.
 */
@NullMarked
package com.kaldrix.monitoring.alert.template;

import org.jspecify.annotations.NullMarked;
