package com.kaldrix.monitoring.local.fleet;

import com.kaldrix.monitoring.local.fleet.MetricFamily.Value;
import com.kaldrix.monitoring.local.fleet.MetricFamily.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What node_exporter says about the machine below a node. It does not begin anew with the node's process. */
final class Machine {
    private static final int CPUS = 4;
    private static final double GIBI = 1024.0 * 1024 * 1024;
    private static final double MEMORY = 32 * GIBI;
    private static final double SWAP = 4 * GIBI;
    private static final double DISK = 500 * GIBI;
    /** Transactions in a second that take a CPU's whole time. */
    private static final double RATE_OF_A_CPU = 260;

    private static final Map<String, String> DATA =
            Map.of("device", "/dev/nvme1n1", "mountpoint", "/data", "fstype", "ext4");
    private static final Map<String, String> NVME = Map.of("device", "nvme1n1");
    private static final Map<String, String> ETH = Map.of("device", "eth0");
    private static final List<String> MODES = List.of("idle", "iowait", "system", "user");

    private final double[][] cpu = new double[CPUS][MODES.size()];
    private double available = MEMORY * 0.6;
    private double free = DISK * 0.55;
    private double read;
    private double written;
    private double received;
    private double transmitted;
    private double packetsIn;
    private double packetsOut;
    private double errors;

    /** Lives one second. */
    void live(Conditions now) {
        double busy = Math.clamp(0.06 + now.rate() / (RATE_OF_A_CPU * CPUS), 0.03, 0.97);
        for (double[] one : cpu) {
            one[0] += 1 - busy;
            one[1] += busy * 0.05;
            one[2] += busy * 0.25;
            one[3] += busy * 0.7;
        }
        available = MEMORY * (0.6 - 0.1 * busy + 0.01 * now.chance());
        double growth = now.rate() * 300;
        free = free - growth < DISK * 0.3 ? DISK * 0.55 : free - growth;
        read += now.rate() * 2_000;
        written += now.rate() * 3_500;
        received += now.rate() * 1_400;
        transmitted += now.rate() * 1_700;
        packetsIn += now.rate() * 3;
        packetsOut += now.rate() * 3;
        errors += now.has(FaultKind.PARTITION) ? now.rate() * 0.3 : now.rate() * 0.00001;
    }

    List<MetricFamily> families() {
        List<MetricFamily> all = new ArrayList<>();
        List<Value> times = new ArrayList<>();
        for (int number = 0; number < CPUS; number++) {
            for (int mode = 0; mode < MODES.size(); mode++) {
                times.add(
                        new Value(Map.of("cpu", Integer.toString(number), "mode", MODES.get(mode)), cpu[number][mode]));
            }
        }
        all.add(new Values("node_cpu_seconds_total", "Seconds the CPUs spent in each mode", true, times));
        all.add(gauge("node_memory_MemTotal_bytes", "Memory", Map.of(), MEMORY));
        all.add(gauge("node_memory_MemAvailable_bytes", "Memory that can be had", Map.of(), available));
        all.add(gauge("node_memory_SwapTotal_bytes", "Swap", Map.of(), SWAP));
        all.add(gauge("node_memory_SwapFree_bytes", "Swap that is free", Map.of(), SWAP * 0.98));
        all.add(gauge("node_filesystem_size_bytes", "Size of the file system", DATA, DISK));
        all.add(gauge("node_filesystem_avail_bytes", "What is left of the file system", DATA, free));
        all.add(counter("node_disk_read_bytes_total", "Bytes read", NVME, read));
        all.add(counter("node_disk_written_bytes_total", "Bytes written", NVME, written));
        all.add(counter("node_network_receive_bytes_total", "Bytes received", ETH, received));
        all.add(counter("node_network_transmit_bytes_total", "Bytes sent", ETH, transmitted));
        all.add(counter("node_network_receive_packets_total", "Packets received", ETH, packetsIn));
        all.add(counter("node_network_transmit_packets_total", "Packets sent", ETH, packetsOut));
        all.add(counter("node_network_receive_errs_total", "Errors while receiving", ETH, errors));
        all.add(counter("node_network_transmit_errs_total", "Errors while sending", ETH, errors / 2));
        return all;
    }

    private static Values gauge(String name, String help, Map<String, String> labels, double value) {
        return new Values(name, help, false, List.of(new Value(labels, value)));
    }

    private static Values counter(String name, String help, Map<String, String> labels, double value) {
        return new Values(name, help, true, List.of(new Value(labels, Math.floor(value))));
    }
}
