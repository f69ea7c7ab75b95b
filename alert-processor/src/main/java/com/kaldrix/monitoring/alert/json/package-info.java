/** JSON in columns of the database. */
@NullMarked
package com.kaldrix.monitoring.alert.json;

import org.jspecify.annotations.NullMarked;
