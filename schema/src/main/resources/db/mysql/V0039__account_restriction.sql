-- What an account may not do: the code of a Restriction, since when and until when. A null end means until it is lifted.
create table if not exists account_restriction (
  account_id bigint not null,
  restriction int not null,
  since bigint not null,
  until bigint null,
  primary key (account_id, restriction),
  key account_restriction_kind (restriction, account_id),
  key account_restriction_until (until),
  constraint account_restriction_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
