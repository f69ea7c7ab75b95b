/** What people answer for: waivers and attestations, each with an end. */
@NullMarked
package com.kaldrix.monitoring.compliance.attest;

import org.jspecify.annotations.NullMarked;
