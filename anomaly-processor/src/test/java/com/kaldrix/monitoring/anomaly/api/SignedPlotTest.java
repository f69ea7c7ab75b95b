package com.kaldrix.monitoring.anomaly.api;

import static com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies.series;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.severity.Severity;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** The picture that a message shows. */
class SignedPlotTest extends ApiTest {
    private final FindingsSink desk;
    private final TransactionOperations transactions;

    @Autowired
    SignedPlotTest(FindingsSink desk, TransactionOperations transactions) {
        this.desk = desk;
        this.transactions = transactions;
    }

    private URI told() {
        Anomaly anomaly =
                TestAnomalies.of(series("kaldrix_node_peers", "us-east-1", "network"), START, null, Severity.P2);
        transactions.executeWithoutResult(status -> {
            try (FindingsSink.Writing writing = desk.begin(START)) {
                writing.found(anomaly.series(), new Found(anomaly, TestAnomalies.trace(START)));
            }
        });
        String signal = jdbc.sql("select body from outbox where topic = 'alerts'")
                .query(String.class)
                .single();
        return URI.create(json.readTree(signal).at("/data/annotations/image").stringValue());
    }

    private static String local(URI address) {
        return address.getRawPath() + "?" + address.getRawQuery();
    }

    @Test
    void theAlertCarriesAnAddressThatOpensWithoutATokenUntilItExpires() throws Exception {
        URI address = told();
        assertThat(address.getHost()).isEqualTo("anomalies.example.com");
        var opened = mvc.get().uri(URI.create(local(address))).exchange();
        assertThat(opened).hasStatusOk().hasContentTypeCompatibleWith("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(opened.getResponse().getContentAsByteArray()))
                        .getWidth())
                .isEqualTo(1680);

        clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(mvc.get().uri(URI.create(local(address)))).hasStatusOk();
        clock.advance(Duration.ofSeconds(1));
        assertThat(mvc.get().uri(URI.create(local(address)))).hasStatus(401);
        assertThat(get(VIEWER, local(address)))
                .as("with a token it opens still")
                .hasStatusOk();
    }

    @Test
    void anAddressThatWasChangedOpensNothing() {
        String address = local(told());
        String query = address.substring(address.indexOf('?'));
        for (String changed : new String[] {
            address.replaceAll("expires=[0-9]+", "expires=99999999999"),
            address.replaceAll("signature=.", "signature=_"),
            address.replaceAll("&signature=.*", ""),
            address.replace("plot.png", "plot.svg"),
            "/api/v1/anomalies/0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e/plot.png" + query,
            "/api/v1/anomalies" + query,
            "/api/v1/events" + query
        }) {
            assertThat(mvc.get().uri(URI.create(changed))).as(changed).hasStatus(401);
        }
    }
}
