/** KALDRIX nodes of three regions that do not exist: they are scraped and push, and can be made to fail by name and time. */
@NullMarked
package com.kaldrix.monitoring.local.fleet;

import org.jspecify.annotations.NullMarked;
