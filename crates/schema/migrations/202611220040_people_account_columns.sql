-- Failed tries have been counted in login_try since there were limits by name and address; what the
-- account itself counted before that nobody has read or written for a release.
alter table account drop column failed;
alter table account drop column locked_until;
