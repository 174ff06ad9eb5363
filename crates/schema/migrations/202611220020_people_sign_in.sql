-- People sign in at the municipality's own identity provider: a person is known there by issuer
-- and subject, bound at the first sign-in. A session remembers how it began and the groups of the
-- provider that the operator has named; what they give is worked out at every request.
create table identity (
  issuer text not null,
  subject text not null,
  person_id {id} not null references person (id),
  bound_at {int} not null,
  constraint identity_subject primary key (issuer, subject),
  constraint identity_person unique (person_id, issuer)
) {strict};
alter table session add column how text not null default 'password';
alter table session add column groups {json} not null default '[]';
