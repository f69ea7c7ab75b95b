alter table silence add column reminded_for timestamptz;
comment on column silence.reminded_for is 'The end of which people were told before it came; null while they were not';
