create table timeline_news (
    entry_id    uuid        primary key references timeline on delete cascade,
    incident_id uuid        not null references incident on delete cascade,
    posted      text[]      not null default '{}',
    due_at      timestamptz not null
);
comment on table timeline_news is 'Entries of timelines that the threads of Slack''s messages do not have yet; written together with the entry';
comment on column timeline_news.posted is 'The threads that have it, as channel/ts; written before it is posted, so that nothing comes twice';
create index timeline_news_due on timeline_news (due_at);
create index timeline_news_incident on timeline_news (incident_id, entry_id);
