package com.kaldrix.monitoring.local.fleet;

import com.kaldrix.monitoring.local.fleet.SimulatedNode.Page;
import com.kaldrix.monitoring.local.sink.Annex;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The fleet over HTTP: {@code /nodes/NAME/metrics} and {@code /nodes/NAME/blockchain/metrics} as the node has them now, and
 * what {@link FaultDesk} answers.
 */
final class FleetPages implements Annex {
    private static final Duration SLOW = Duration.ofSeconds(12);
    private static final String NODES = "/nodes/";

    private final Map<String, SimulatedNode> nodes;
    private final FaultDesk desk;
    private final Clock clock;

    FleetPages(Map<String, SimulatedNode> nodes, FaultDesk desk, Clock clock) {
        this.nodes = Map.copyOf(nodes);
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public Answer answer(String method, String path, String body) {
        if (!path.startsWith(NODES)) {
            return desk.answer(method, path, body);
        }
        if (!method.equals("GET")) {
            return FaultDesk.problem(405, "A page can be read and nothing else.");
        }
        int end = path.indexOf('/', NODES.length());
        SimulatedNode node = nodes.get(path.substring(NODES.length(), end < 0 ? path.length() : end));
        if (node == null) {
            return FaultDesk.problem(404, "There is no such node; GET /fleet lists them.");
        }
        return switch (end < 0 ? "" : path.substring(end)) {
            case "/metrics" -> page(node.tell(Page.APPLICATION, clock.instant()));
            case "/blockchain/metrics" -> page(node.tell(Page.BLOCKCHAIN, clock.instant()));
            default -> FaultDesk.problem(404, "A node has the pages /metrics and /blockchain/metrics.");
        };
    }

    private static Answer page(SimulatedNode.Telling telling) {
        Set<FaultKind> wrong = telling.faults();
        if (wrong.contains(FaultKind.NODE_CRASH)) {
            return Answer.dropped();
        }
        if (wrong.contains(FaultKind.SLOW_EXPORTER)) {
            try {
                Thread.sleep(SLOW);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return Answer.dropped();
            }
        }
        boolean skewed = wrong.contains(FaultKind.CLOCK_SKEW);
        String page = TextPage.of(telling.families(), skewed ? telling.time() : null);
        if (wrong.contains(FaultKind.EXPORTER_GARBAGE)) {
            page = page.substring(0, page.length() / 2) + "{le=\"\n<html>502 Bad Gateway</html>\n\u0000=%%%";
        }
        return new Answer(200, TextPage.CONTENT_TYPE, page, false);
    }
}
