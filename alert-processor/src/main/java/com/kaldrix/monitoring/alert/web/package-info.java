/** What all controllers of this service share: how parameters are read and what they may hold. */
@NullMarked
package com.kaldrix.monitoring.alert.web;

import org.jspecify.annotations.NullMarked;
