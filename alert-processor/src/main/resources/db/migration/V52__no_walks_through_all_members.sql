-- An index of part of a table may be walked through whole in place of a look by another one. While many alerts came at once, and statistics
-- still said that few belong to an incident, PostgreSQL did so for the members of each incident. This one serves looks by fingerprint alone.
drop index incident_alert_fingerprint;
create index incident_alert_fingerprint on incident_alert (fingerprint, left_at);
