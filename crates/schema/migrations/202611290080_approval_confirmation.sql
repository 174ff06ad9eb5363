-- A yes by telephone is confirmed in writing by the one whose yes it is, within the strategy's hours;
-- whoever has not done so is reminded once, and the yes clears nothing until it is confirmed.
alter table approval add column confirm_due {int};
alter table approval add column confirmed_at {int};
alter table approval add column confirm_reminded_at {int};
create index approval_unconfirmed on approval (confirm_due) where confirm_due is not null and confirmed_at is null;
