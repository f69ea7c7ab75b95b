/** What all controllers of a service share: how parameters are read and what they may hold. */
@NullMarked
package com.kaldrix.monitoring.common.web;

import org.jspecify.annotations.NullMarked;
