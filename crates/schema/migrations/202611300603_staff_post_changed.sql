-- When what staff read was corrected: the page says so, as the public one does.
alter table staff_post add column changed_at {int};
