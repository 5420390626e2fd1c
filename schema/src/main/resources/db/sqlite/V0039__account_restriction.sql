-- What an account may not do: the code of a Restriction, since when and until when. A null end means until it is lifted.
create table account_restriction (
  account_id integer not null,
  restriction int not null,
  since integer not null,
  until integer,
  primary key (account_id, restriction),
  constraint account_restriction_account_id_fk foreign key (account_id) references account (id)
);
create index account_restriction_kind on account_restriction (restriction, account_id);
create index account_restriction_until on account_restriction (until);
