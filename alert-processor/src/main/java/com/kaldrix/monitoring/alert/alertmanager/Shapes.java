package com.kaldrix.monitoring.alert.alertmanager;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Alertmanager's API v2 answers with, field by field ({@code api/v2/openapi.yaml}). */
final class Shapes {
    private Shapes() {}

    /** @param name of the receiver */
    @Schema(name = "AlertmanagerReceiver")
    record ReceiverName(String name) {}

    /**
     * @param inhibitedBy fingerprints of alerts that keep it quiet
     * @param silencedBy ids of active silences that cover it
     * @param mutedBy names of time intervals that keep its group's route quiet
     * @param state where it stands
     */
    @Schema(name = "AlertmanagerAlertStatus")
    record AlertStatus(
            @Schema(description = "Fingerprints of alerts that keep it quiet")
            List<String> inhibitedBy,

            @Schema(description = "Ids of active silences that cover it")
            List<String> silencedBy,

            @Schema(
                    description =
                            "Windows and conditions that hold for it; in groups also names of time intervals that keep its route quiet")
            List<String> mutedBy,

            @Schema(allowableValues = {"active", "suppressed", "unprocessed"})
            String state) {
        /** Nothing keeps it quiet. */
        static final AlertStatus ACTIVE = new AlertStatus(List.of(), List.of(), List.of(), "active");

        boolean silenced() {
            return !silencedBy.isEmpty();
        }

        boolean inhibited() {
            return !inhibitedBy.isEmpty();
        }

        boolean active() {
            return state.equals("active");
        }
    }

    /**
     * An alert that fires.
     *
     * @param annotations words for people
     * @param endsAt when it is over unless it is reported again
     * @param fingerprint its identity
     * @param receivers whom it reaches
     * @param startsAt since when it fires
     * @param status what keeps it from being told
     * @param updatedAt when it was last reported
     * @param generatorURL page of its source; left out when there is none
     * @param labels its own labels
     */
    @Schema(name = "AlertmanagerAlert", description = "An alert that fires, as Alertmanager shows it")
    record GettableAlert(
            Map<String, String> annotations,
            String endsAt,
            String fingerprint,
            List<ReceiverName> receivers,
            String startsAt,
            AlertStatus status,
            String updatedAt,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String generatorURL,
            Map<String, String> labels) {}

    /**
     * @param alerts those that fire, by fingerprint
     * @param labels what they share
     * @param receiver whom they reach
     */
    @Schema(name = "AlertmanagerGroup")
    record AlertGroup(List<GettableAlert> alerts, Map<String, String> labels, ReceiverName receiver) {}

    /**
     * @param isEqual whether what matches passes, or what does not
     * @param isRegex whether the value is a regular expression
     * @param name of the label
     * @param value to compare with
     */
    @Schema(name = "AlertmanagerMatcher")
    record MatcherShape(boolean isEqual, boolean isRegex, String name, String value) {}

    /** @param state where it stands */
    @Schema(name = "AlertmanagerSilenceStatus")
    record SilenceStatus(
            @Schema(allowableValues = {"pending", "active", "expired"})
            String state) {}

    /**
     * A silence.
     *
     * @param id identity
     * @param status where it stands
     * @param updatedAt when it was last changed
     * @param comment why
     * @param createdBy who wants it
     * @param endsAt until when
     * @param matchers what it covers
     * @param startsAt from when
     */
    @Schema(name = "AlertmanagerSilence")
    record GettableSilence(
            String id,
            SilenceStatus status,
            String updatedAt,
            String comment,
            String createdBy,
            String endsAt,
            List<MatcherShape> matchers,
            String startsAt) {}

    /** @param silenceID the silence that holds now */
    @Schema(name = "AlertmanagerSilenceId")
    record SilenceId(String silenceID) {}

    /**
     * @param name of the replica
     * @param address where it listens
     */
    @Schema(name = "AlertmanagerPeer")
    record Peer(String name, String address) {}

    /**
     * @param name of this replica
     * @param peers all replicas, this one among them
     * @param status whether the replicas know of each other
     */
    @Schema(name = "AlertmanagerCluster")
    record ClusterStatus(
            String name,
            List<Peer> peers,

            @Schema(allowableValues = {"ready", "settling", "disabled"})
            String status) {}

    /** @param original the file in force, without comments and secrets */
    @Schema(name = "AlertmanagerConfig")
    record ConfigText(String original) {}

    /**
     * @param branch who built it
     * @param buildDate when it was built
     * @param buildUser who built it
     * @param goVersion on what it runs
     * @param revision our own version
     * @param version the release of Alertmanager whose interface this is
     */
    @Schema(name = "AlertmanagerVersion")
    record VersionInfo(
            String branch, String buildDate, String buildUser, String goVersion, String revision, String version) {}

    /**
     * @param cluster the replicas
     * @param config what is in force
     * @param uptime since when this replica runs
     * @param versionInfo what it is
     */
    @Schema(name = "AlertmanagerStatus")
    record StatusShape(ClusterStatus cluster, ConfigText config, String uptime, VersionInfo versionInfo) {}

    /** For the document alone: a body is read by {@link SilenceBody}, which explains better what is wrong. */
    @Schema(name = "AlertmanagerPostableSilence")
    record PostableSilence(
            @Schema(description = "The silence to change; a new one is made when it is absent") @Nullable
            String id,

            String comment,
            String createdBy,
            String endsAt,
            List<MatcherShape> matchers,
            String startsAt) {}
}
