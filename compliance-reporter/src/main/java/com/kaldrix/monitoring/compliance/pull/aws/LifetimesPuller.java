package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.collect.event.Storable;
import com.kaldrix.monitoring.compliance.framework.OwnCheck;
import com.kaldrix.monitoring.compliance.pull.Harvest;
import com.kaldrix.monitoring.compliance.pull.PullSource;
import com.kaldrix.monitoring.compliance.pull.Puller;
import com.kaldrix.monitoring.compliance.pull.Target;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What runs out: certificates of ACM that are in use, and the newest backup of each resource that AWS Backup protects. First all certificates, page by
 * page, then all backups.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html">ACM API, ListCertificates</a>
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListProtectedResources.html">AWS Backup API, ListProtectedResources</a>
 */
final class LifetimesPuller implements Puller {
    private static final AwsApi.Service CERTIFICATES = new AwsApi.Service("acm", "CertificateManager");
    private static final AwsApi.Service BACKUPS = new AwsApi.Service("backup", "");
    private static final int AT_ONCE = 100;

    /** How a place among backups begins; one among certificates is ACM's own. */
    private static final String AMONG_BACKUPS = "backups:";

    private final Entrances entrances;
    private final Lifetimes lifetimes;

    LifetimesPuller(Entrances entrances, Lifetimes lifetimes) {
        this.entrances = entrances;
        this.lifetimes = lifetimes;
    }

    @Override
    public PullSource source() {
        return PullSource.LIFETIMES;
    }

    @Override
    public Pages open(Target target) {
        Asked certificates = entrances.ask(target, CERTIFICATES);
        Asked backups = entrances.ask(target, BACKUPS);
        return (round, place, told) -> {
            Crop crop = new Crop(target, told);
            return place.startsWith(AMONG_BACKUPS)
                    ? backups(backups, crop, place.substring(AMONG_BACKUPS.length()))
                    : certificates(certificates, crop, place);
        };
    }

    private Harvest certificates(Asked acm, Crop crop, String place) {
        ObjectNode request = Crop.object().put("MaxItems", AT_ONCE);
        // ACM leaves out certificates with other keys than these two kinds unless it is asked for them.
        request.putObject("Includes")
                .putArray("keyTypes")
                .add("RSA_1024")
                .add("RSA_2048")
                .add("RSA_3072")
                .add("RSA_4096")
                .add("EC_prime256v1")
                .add("EC_secp384r1")
                .add("EC_secp521r1");
        if (!place.isEmpty()) {
            request.put("NextToken", place);
        }
        JsonNode answer = acm.ask(api -> api.action("ListCertificates", request), !place.isEmpty());
        Crop.objects(answer, "CertificateSummaryList").forEach(certificate -> certificate(crop, certificate));
        return crop.next(Optional.of(Crop.text(answer, "NextToken").orElse(AMONG_BACKUPS)));
    }

    private void certificate(Crop crop, ObjectNode certificate) {
        Optional<String> arn = Crop.text(certificate, "CertificateArn");
        if (arn.isEmpty()) {
            crop.problem("a certificate has no CertificateArn");
            return;
        }
        Optional<Instant> end = Crop.time(certificate, "NotAfter");
        // One that nobody presents, or that was never issued, can let nobody down.
        if (end.isEmpty() || !certificate.path("InUse").asBoolean(true)) {
            return;
        }
        boolean passed = end.get().isAfter(crop.told().plus(lifetimes.certificateNotice()));
        crop.judge(
                OwnCheck.CERTIFICATE_EXPIRY,
                new Sighting.Resource(Storable.text(arn.get()), "AWS::CertificateManager::Certificate"),
                passed,
                "The certificate of " + Crop.text(certificate, "DomainName").orElse("an unnamed domain")
                        + (end.get().isAfter(crop.told()) ? " expires at " : " has expired at ") + second(end.get()));
    }

    private Harvest backups(Asked backup, Crop crop, String place) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("maxResults", Integer.toString(AT_ONCE)));
        if (!place.isEmpty()) {
            parameters.put("nextToken", place);
        }
        JsonNode answer = backup.ask(api -> api.get("/resources/", parameters), !place.isEmpty());
        List<ObjectNode> resources = Crop.objects(answer, "Results");
        if (place.isEmpty()) {
            crop.judgeAccount(
                    OwnCheck.BACKUP_AGE,
                    !resources.isEmpty(),
                    resources.isEmpty() ? "Nothing is backed up by AWS Backup" : "AWS Backup protects resources");
        }
        resources.forEach(resource -> backup(crop, resource));
        return crop.next(Crop.text(answer, "NextToken").map(token -> AMONG_BACKUPS + token));
    }

    private void backup(Crop crop, ObjectNode resource) {
        Optional<String> arn = Crop.text(resource, "ResourceArn");
        if (arn.isEmpty()) {
            crop.problem("a protected resource has no ResourceArn");
            return;
        }
        Optional<Instant> last = Crop.time(resource, "LastBackupTime");
        boolean passed = last.filter(time -> !time.isBefore(crop.told().minus(lifetimes.backupAge())))
                .isPresent();
        crop.judge(
                OwnCheck.BACKUP_AGE,
                new Sighting.Resource(
                        Storable.text(arn.get()),
                        Storable.text("AWS::Backup::ProtectedResource::"
                                + Crop.text(resource, "ResourceType").orElse("Other"))),
                passed,
                last.map(time -> "The newest backup is of " + second(time)).orElse("There is no backup"));
    }

    private static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
