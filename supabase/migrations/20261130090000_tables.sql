-- The replica of a library; docs/SYNC.md says what the parts mean.
--
-- Every value has a column of its own, so that Studio shows a library and plain SQL can query it. When a value was
-- written is kept beside it: `at` is the stamp that most fields of a row have, `stamps` names the others ('' for a
-- field that was never written). Stamps are compared as bytes: COLLATE "C" everywhere.

create schema linkshot;
comment on schema linkshot is 'What the functions of sync are made of; not exposed.';
-- Projects from before October 2026 grant all that is new to everybody.
revoke all on schema linkshot from public;

--------------------------------------------------------------------------------------------- of an account

create table public.sync_state (
  user_id uuid primary key default auth.uid() references auth.users on delete cascade,
  seq bigint not null default 0,
  epoch uuid not null default gen_random_uuid(),
  purged_seq bigint not null default 0,
  purged_at timestamptz not null default now(),
  records bigint not null default 0,
  bytes bigint not null default 0,
  bytes_at timestamptz not null default '-infinity'
);
comment on table public.sync_state is 'One row an account. A push locks it, so that numbers are committed in their order.';
comment on column public.sync_state.seq is 'The last number given to a change.';
comment on column public.sync_state.epoch is 'Another one says that clients begin again and push all they have.';
comment on column public.sync_state.purged_seq is 'The greatest number among the records that were forgotten.';
comment on column public.sync_state.records is 'Rows of links, tags, snapshots and settings, dead ones too.';
comment on column public.sync_state.bytes is 'Bytes of bodies as they were counted at bytes_at.';

create table public.sync_limits (
  user_id uuid references auth.users on delete cascade,
  most_records bigint not null default 250000 check (most_records >= 0),
  most_bytes bigint not null default 1073741824 check (most_bytes >= 0),
  unique nulls not distinct (user_id)
);
comment on table public.sync_limits is 'What an account may store. The row without an account is for all that have none; 0 is no limit.';
insert into public.sync_limits default values;

--------------------------------------------------------------------------------------------- records

create table public.links (
  user_id uuid not null default auth.uid() references auth.users on delete cascade,
  uid uuid not null,
  url text,
  title text,
  note text,
  state text,
  state_before text,
  starred boolean,
  lang text,
  canonical text,
  icon text,
  created_at timestamptz,
  merged_into uuid,
  url_key text,
  key_rules bigint,
  deleted text collate "C" not null default '',
  touched text collate "C" not null default '',
  at text collate "C" not null default '',
  stamps jsonb not null default '{}',
  alive boolean not null generated always as (deleted < touched) stored,
  bucket smallint not null,
  seq bigint not null,
  updated_at timestamptz not null default now(),
  primary key (user_id, uid)
);
comment on table public.links is 'Kept addresses. Written by sync_push alone.';

create table public.tags (
  user_id uuid not null default auth.uid() references auth.users on delete cascade,
  uid uuid not null,
  name text,
  parent uuid,
  colour text,
  "order" bigint,
  merged_into uuid,
  deleted text collate "C" not null default '',
  touched text collate "C" not null default '',
  at text collate "C" not null default '',
  stamps jsonb not null default '{}',
  alive boolean not null generated always as (deleted < touched) stored,
  bucket smallint not null,
  seq bigint not null,
  updated_at timestamptz not null default now(),
  primary key (user_id, uid)
);
comment on table public.tags is 'Tags by name and place. Written by sync_push alone.';

create table public.snapshots (
  user_id uuid not null default auth.uid() references auth.users on delete cascade,
  uid uuid not null,
  link uuid,
  url text,
  title text,
  captured_at timestamptz,
  data jsonb,
  deleted text collate "C" not null default '',
  touched text collate "C" not null default '',
  at text collate "C" not null default '',
  stamps jsonb not null default '{}',
  alive boolean not null generated always as (deleted < touched) stored,
  bucket smallint not null,
  seq bigint not null,
  updated_at timestamptz not null default now(),
  primary key (user_id, uid)
);
comment on table public.snapshots is 'Versions of links; what they consist of is in data, their bodies in storage. Written by sync_push alone.';
comment on column public.snapshots.alive is 'By itself. One that was deleted with its link lives again with it.';

create table public.settings (
  user_id uuid not null default auth.uid() references auth.users on delete cascade,
  uid text collate "C" not null,
  value jsonb,
  deleted text collate "C" not null default '',
  touched text collate "C" not null default '',
  at text collate "C" not null default '',
  stamps jsonb not null default '{}',
  alive boolean not null generated always as (deleted < touched) stored,
  bucket smallint not null,
  seq bigint not null,
  updated_at timestamptz not null default now(),
  primary key (user_id, uid)
);
comment on table public.settings is 'Settings by name. Written by sync_push alone.';

--------------------------------------------------------------------------------------------- members

-- A row stays when its member was taken off: its stamps say which additions that covered.

create table public.link_tags (
  user_id uuid not null default auth.uid(),
  link uuid not null,
  tag uuid not null,
  added text collate "C" not null default '',
  removed text collate "C" not null default '',
  present boolean not null generated always as (added > removed) stored,
  primary key (user_id, link, tag),
  foreign key (user_id, link) references public.links on delete cascade
);
comment on table public.link_tags is 'Tags of links. The tag may be one that has not come yet.';

create table public.tag_aliases (
  user_id uuid not null default auth.uid(),
  tag uuid not null,
  alias text collate "C" not null,
  added text collate "C" not null default '',
  removed text collate "C" not null default '',
  present boolean not null generated always as (added > removed) stored,
  primary key (user_id, tag, alias),
  foreign key (user_id, tag) references public.tags on delete cascade
);
comment on table public.tag_aliases is 'Other paths that mean a tag.';

--------------------------------------------------------------------------------------------- indexes

-- What changed since a cursor; a number is one record's alone. Partial, though all numbers are greater than 0: else a
-- planner that has no statistics yet takes these for look-ups by uid, and reads all rows of an account for each.
create unique index links_seq on public.links (user_id, seq) where seq > 0;
create unique index tags_seq on public.tags (user_id, seq) where seq > 0;
create unique index snapshots_seq on public.snapshots (user_id, seq) where seq > 0;
create unique index settings_seq on public.settings (user_id, seq) where seq > 0;

-- Versions of a link that came back. The link first, for the same reason.
create index snapshots_link on public.snapshots (link, user_id);

-- What may be forgotten: few rows, found without reading the others.
create index links_dead on public.links (updated_at) where not alive;
create index tags_dead on public.tags (updated_at) where not alive;
create index snapshots_dead on public.snapshots (updated_at) where not alive;
create index settings_dead on public.settings (updated_at) where not alive;

--------------------------------------------------------------------------------------------- rights

alter table public.sync_state enable row level security;
alter table public.sync_limits enable row level security;
alter table public.links enable row level security;
alter table public.tags enable row level security;
alter table public.snapshots enable row level security;
alter table public.settings enable row level security;
alter table public.link_tags enable row level security;
alter table public.tag_aliases enable row level security;

-- In a sub-select the function is called once a query, not once a row.
create policy "owners read" on public.sync_state for select to authenticated using (user_id = (select auth.uid()));
create policy "owners read" on public.links for select to authenticated using (user_id = (select auth.uid()));
create policy "owners read" on public.tags for select to authenticated using (user_id = (select auth.uid()));
create policy "owners read" on public.snapshots for select to authenticated using (user_id = (select auth.uid()));
create policy "owners read" on public.settings for select to authenticated using (user_id = (select auth.uid()));
create policy "owners read" on public.link_tags for select to authenticated using (user_id = (select auth.uid()));
create policy "owners read" on public.tag_aliases for select to authenticated using (user_id = (select auth.uid()));
create policy "owners read" on public.sync_limits for select to authenticated
  using (user_id is null or user_id = (select auth.uid()));

-- Nobody writes but the functions: a row that did not come by them has no stamp and no number.
revoke all on public.sync_state, public.sync_limits, public.links, public.tags, public.snapshots,
  public.settings, public.link_tags, public.tag_aliases from public, anon, authenticated, service_role;
grant select on public.sync_state, public.sync_limits, public.links, public.tags, public.snapshots,
  public.settings, public.link_tags, public.tag_aliases to authenticated, service_role;
grant insert, update, delete on public.sync_limits to service_role;
