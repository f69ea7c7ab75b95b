-- Looked for by name: what keeps others quiet, what conditions ask about. Before, each look read all alerts that fire.
create index alert_name on alert (coalesce(labels ->> 'alertname', derived ->> 'alertname', ''));

-- The most severe first, and of those the one that is due for longest, without sorting all that are due.
drop index incident_due;
create index incident_due on incident (severity, due_at) where state <> 'resolved';
