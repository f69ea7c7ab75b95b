-- Whether scores have to look at which controls are on again: by when it was told first and last.
create index control_enablement_told on control_enablement (told_at);
