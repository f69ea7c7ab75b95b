alter table personal_page add column made_at timestamptz;
comment on column personal_page.made_at is 'When the person was paged by their first means; whoever acknowledges after that has answered it. Null for those made before there was this column';
