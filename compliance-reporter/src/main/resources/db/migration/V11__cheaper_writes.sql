-- What a million findings showed to cost more than it gives.

-- Every finding that counts changes a tally, and every change of one changes "changed". Indexed as a B-tree that made each change a row with new entries
-- in two indexes; a BRIN index lets rows be replaced in their page (PostgreSQL 16 and newer), for which pages are left half empty.
drop index tally_changed;
alter table tally set (fillfactor = 50);
create index tally_changed on tally using brin (changed) with (pages_per_range = 4);

-- Nothing looks for entries by what they are about, and the trail is read by place. By time it is read by people, and times grow with the places.
drop index trail_entry_subject;
drop index trail_entry_at;
create index trail_entry_at on trail_entry using brin (at);
