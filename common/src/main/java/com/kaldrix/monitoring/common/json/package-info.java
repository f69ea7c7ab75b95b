/** JSON in columns of the database. */
@NullMarked
package com.kaldrix.monitoring.common.json;

import org.jspecify.annotations.NullMarked;
