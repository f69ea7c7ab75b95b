package com.kaldrix.monitoring.alert.window;

import java.util.List;

/** The windows of the configuration in force. */
@FunctionalInterface
public interface FileWindows {
    /** In the order of the file; others after the configuration has been loaded anew. */
    List<MaintenanceWindow> current();
}
