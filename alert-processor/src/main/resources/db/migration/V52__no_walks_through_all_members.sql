-- An index of part of a table may be walked through whole in place of a look by another one. While many alerts came at once, and there were
-- no statistics of the table yet, PostgreSQL did so for the members of each incident. This one serves looks by fingerprint alone.
drop index incident_alert_fingerprint;
create index incident_alert_fingerprint on incident_alert (fingerprint, left_at);
