/** Putting findings right: asked for here by what playbooks say, carried out elsewhere, and judged here by what becomes of the finding. */
@NullMarked
package com.kaldrix.monitoring.compliance.remediation;

import org.jspecify.annotations.NullMarked;
