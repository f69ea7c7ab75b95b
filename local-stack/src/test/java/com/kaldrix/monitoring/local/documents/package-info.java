@NullMarked
package com.kaldrix.monitoring.local.documents;

import org.jspecify.annotations.NullMarked;
