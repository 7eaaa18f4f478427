-- From JSON that anybody may have written to an edit that can be merged, or an error that says why not.

create table linkshot.fields (
  kind text not null,
  field text not null,
  type text not null check (type in ('text', 'uid', 'whole', 'flag', 'object', 'json')),
  most bigint not null,
  primary key (kind, field)
);
comment on table linkshot.fields is 'What may be said of a record: bytes of text and JSON, greatest whole number.';
comment on column linkshot.fields.type is 'text; uid: of a record or ""; whole: number; flag: 0 or 1; object; json: anything.';
alter table linkshot.fields enable row level security;

insert into linkshot.fields (kind, field, type, most) values
  ('link', 'url', 'text', 8192),
  ('link', 'urlKey', 'text', 8192),
  ('link', 'keyRules', 'whole', 1000000),
  ('link', 'canonical', 'text', 8192),
  ('link', 'title', 'text', 4096),
  ('link', 'lang', 'text', 100),
  ('link', 'note', 'text', 102400),
  ('link', 'state', 'text', 32),
  ('link', 'before', 'text', 32),
  ('link', 'starred', 'flag', 1),
  ('link', 'icon', 'text', 128),
  ('link', 'createdAt', 'whole', 253402300799999),
  ('link', 'mergedInto', 'uid', 36),
  ('tag', 'name', 'text', 1024),
  ('tag', 'parent', 'uid', 36),
  ('tag', 'colour', 'text', 64),
  ('tag', 'order', 'whole', 9007199254740991),
  ('tag', 'mergedInto', 'uid', 36),
  ('snapshot', 'link', 'uid', 36),
  ('snapshot', 'url', 'text', 8192),
  ('snapshot', 'title', 'text', 4096),
  ('snapshot', 'capturedAt', 'whole', 253402300799999),
  ('snapshot', 'data', 'object', 409600),
  ('setting', 'value', 'json', 65536);

create type linkshot.edit as (
  kind text,
  uid text,
  -- Field: the greatest stamp it is pushed with, and the value of that stamp.
  stamps jsonb,
  vals jsonb,
  -- Member: [added, removed].
  members jsonb,
  deleted text,
  -- The stamp of all fields, where there is but one; and whether these are all a record of this kind has.
  only_stamp text,
  complete boolean,
  -- The greatest stamp that keeps a record alive: of fields and additions.
  touched text,
  note_base text
);

create function linkshot.refuse(reason text, detail text default '') returns void
language plpgsql as $$
begin
  raise exception using errcode = 'LS001', message = reason, detail = detail;
end
$$;
comment on function linkshot.refuse is 'Ends the subtransaction of one item; sync_push answers with the reason.';

create function linkshot.is_uuid(said text) returns boolean
language sql immutable as $$
  -- One spelling only: the same record must not have two names.
  select said ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
$$;

create function linkshot.check_stamp(stamp text, latest text, of_what text) returns void
language plpgsql immutable as $$
begin
  if stamp is null or stamp !~ '^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}$' then
    perform linkshot.refuse('bad-stamp', of_what);
  elsif stamp collate "C" > latest then
    perform linkshot.refuse('future-stamp', of_what);
  end if;
end
$$;

create function linkshot.check_uid(kind text, uid text) returns void
language plpgsql immutable as $$
begin
  if kind is null or kind not in ('link', 'tag', 'snapshot', 'setting') then
    perform linkshot.refuse('unknown-kind', left(kind, 40));
  elsif kind = 'setting' and coalesce(uid !~ '^[!-~]{1,100}$', true) then
    perform linkshot.refuse('bad-item', 'uid');
  elsif kind <> 'setting' and not coalesce(linkshot.is_uuid(uid), false) then
    perform linkshot.refuse('bad-item', 'uid');
  end if;
end
$$;

create function linkshot.fault_of(type text, most bigint, value jsonb) returns text
language sql immutable as $$
  select case type
    when 'text' then
      case when jsonb_typeof(value) <> 'string' then 'bad-field'
        when octet_length(value #>> '{}') > most then 'too-large' end
    when 'uid' then
      case when jsonb_typeof(value) <> 'string' or not (value = '""' or linkshot.is_uuid(value #>> '{}')) then 'bad-field' end
    when 'flag' then
      case when value not in ('0', '1') then 'bad-field' end
    when 'whole' then
      -- By its text first: a number may have thousands of digits.
      case when jsonb_typeof(value) <> 'number' or value #>> '{}' !~ '^-?\d{1,16}$' then 'bad-field'
        when abs((value #>> '{}')::bigint) > most then 'bad-field' end
    when 'object' then
      case when jsonb_typeof(value) <> 'object' then 'bad-field'
        when octet_length(value::text) > most then 'too-large' end
    when 'json' then
      case when octet_length(value::text) > most then 'too-large' end
    -- No such field.
    else 'bad-field'
  end
$$;
comment on function linkshot.fault_of is 'Why a value does not fit its field, null where it does.';

create function linkshot.check_members(edit linkshot.edit, latest text) returns void
language plpgsql immutable as $$
declare
  form constant text := '^([0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8})?$';
  found record;
begin
  if jsonb_typeof(edit.members) <> 'object' or edit.kind not in ('link', 'tag') then
    perform linkshot.refuse('bad-item', 'members');
  end if;
  -- One query for all of them: a link may have hundreds.
  select
    bool_and(jsonb_typeof(value) = 'array' and jsonb_array_length(value) = 2) as pairs,
    bool_and(case edit.kind when 'link' then linkshot.is_uuid(key) else octet_length(key) between 1 and 1024 end) as named,
    bool_and(coalesce(value ->> 0 ~ form and value ->> 1 ~ form, false)) as stamped,
    max(greatest((value ->> 0) collate "C", (value ->> 1) collate "C")) as greatest_stamp,
    count(*) as number
  into found from jsonb_each(edit.members);
  if not found.pairs then perform linkshot.refuse('bad-item', 'members'); end if;
  if not found.named then perform linkshot.refuse('bad-field', 'members'); end if;
  if not found.stamped then perform linkshot.refuse('bad-stamp', 'members'); end if;
  if found.greatest_stamp > latest then perform linkshot.refuse('future-stamp', 'members'); end if;
  if found.number > 1000 then perform linkshot.refuse('too-large', 'members'); end if;
end
$$;
comment on function linkshot.check_members is 'Refuses what is wrong with members.';

create function linkshot.check_values(edit linkshot.edit) returns boolean
language plpgsql stable as $$
declare
  seen record;
begin
  select count(*) as fields, count(*) filter (where edit.vals ? field) as told,
    -- One of the faults, whichever.
    max(field || ' ' || linkshot.fault_of(type, most, edit.vals -> field)) filter (where edit.vals ? field) as fault
  into seen from linkshot.fields where kind = edit.kind;
  if seen.fault is not null then
    perform linkshot.refuse(split_part(seen.fault, ' ', 2), split_part(seen.fault, ' ', 1));
  elsif seen.told < (select count(*) from jsonb_object_keys(edit.vals)) then
    perform linkshot.refuse('bad-field', linkshot.unknown_field(edit));
  end if;
  return seen.told = seen.fields;
end
$$;
comment on function linkshot.check_values is 'Refuses what is wrong with values; whether all fields of the kind are there.';

create function linkshot.unknown_field(edit linkshot.edit) returns text
language sql stable as $$
  select left(name, 40) from jsonb_object_keys(edit.vals) as name
  where not exists (select from linkshot.fields where kind = edit.kind and field = name) limit 1
$$;

create function linkshot.stamps_of(said jsonb, latest text) returns jsonb
language plpgsql stable as $$
begin
  if jsonb_typeof(said) <> 'array' or jsonb_array_length(said) <> 2 then perform linkshot.refuse('bad-item', 'sets'); end if;
  perform linkshot.check_stamp(said ->> 0, latest, 'sets');
  return (select coalesce(jsonb_object_agg(field, said ->> 0), '{}') from jsonb_object_keys(said -> 1) as fields (field));
end
$$;
comment on function linkshot.stamps_of is 'Fields of one set, each with its stamp.';

create function linkshot.read_sets(edit linkshot.edit, sets jsonb, latest text) returns linkshot.edit
language plpgsql stable as $$
declare
  said jsonb;
  stamps jsonb;
begin
  edit.stamps := '{}';
  edit.vals := '{}';
  if jsonb_typeof(sets) is distinct from 'array' then perform linkshot.refuse('bad-item', 'sets'); end if;
  if jsonb_array_length(sets) = 1 then
    edit.stamps := linkshot.stamps_of(sets -> 0, latest);
    edit.vals := sets -> 0 -> 1;
    edit.only_stamp := sets -> 0 ->> 0;
    return edit;
  end if;
  -- Greater stamps later: of a field that is set twice the last value stays.
  for said in select value from jsonb_array_elements(sets) order by (value ->> 0) collate "C" loop
    stamps := linkshot.stamps_of(said, latest);
    edit.stamps := edit.stamps || stamps;
    edit.vals := edit.vals || (said -> 1);
  end loop;
  return edit;
end
$$;

create function linkshot.latest_edit(edit linkshot.edit) returns text
language plpgsql immutable as $$
declare
  fields text := edit.only_stamp;
  additions text := '';
begin
  if edit.stamps = '{}' then fields := ''; end if;
  if fields is null then
    select max(value collate "C") into fields from jsonb_each_text(edit.stamps);
  end if;
  if edit.members <> '{}' then
    select max((value ->> 0) collate "C") into additions from jsonb_each(edit.members);
  end if;
  return greatest(fields collate "C", additions collate "C");
end
$$;
comment on function linkshot.latest_edit is 'The greatest stamp of fields and additions, which is what keeps a record alive.';

create function linkshot.read_item(item jsonb, latest text) returns linkshot.edit
language plpgsql stable as $$
declare
  edit linkshot.edit;
begin
  if jsonb_typeof(item) <> 'object' then perform linkshot.refuse('bad-item'); end if;
  edit.kind := item ->> 'kind';
  edit.uid := item ->> 'uid';
  edit.deleted := coalesce(item ->> 'deleted', '');
  edit.members := coalesce(item -> 'members', '{}');
  edit.note_base := item ->> 'noteBase';
  perform linkshot.check_uid(edit.kind, edit.uid);
  if edit.deleted <> '' then perform linkshot.check_stamp(edit.deleted, latest, 'deleted'); end if;
  if edit.members <> '{}' then perform linkshot.check_members(edit, latest); end if;
  edit := linkshot.read_sets(edit, item -> 'sets', latest);
  edit.complete := linkshot.check_values(edit);
  edit.touched := linkshot.latest_edit(edit);
  return edit;
end
$$;
comment on function linkshot.read_item is 'Reads one pushed item, or refuses it.';
