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

create function linkshot.read_members(edit linkshot.edit, latest text) returns text
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
    max((value ->> 0) collate "C") as touched,
    count(*) as number
  into found from jsonb_each(edit.members);
  if not found.pairs then perform linkshot.refuse('bad-item', 'members'); end if;
  if not found.named then perform linkshot.refuse('bad-field', 'members'); end if;
  if not found.stamped then perform linkshot.refuse('bad-stamp', 'members'); end if;
  if found.greatest_stamp > latest then perform linkshot.refuse('future-stamp', 'members'); end if;
  if found.number > 1000 then perform linkshot.refuse('too-large', 'members'); end if;
  return found.touched;
end
$$;
comment on function linkshot.read_members is 'Refuses what is wrong with members; the stamp of the latest addition.';

create function linkshot.check_values(edit linkshot.edit) returns void
language plpgsql stable as $$
declare
  wrong record;
begin
  select pushed.key as field, linkshot.fault_of(rule.type, rule.most, pushed.value) as fault into wrong
  from jsonb_each(edit.vals) as pushed
  left join linkshot.fields as rule on rule.kind = edit.kind and rule.field = pushed.key
  where linkshot.fault_of(rule.type, rule.most, pushed.value) is not null
  limit 1;
  if found then perform linkshot.refuse(wrong.fault, left(wrong.field, 40)); end if;
end
$$;

create function linkshot.read_item(item jsonb, latest text) returns linkshot.edit
language plpgsql stable as $$
declare
  edit linkshot.edit;
  one record;
begin
  if jsonb_typeof(item) <> 'object' then perform linkshot.refuse('bad-item'); end if;
  edit.kind := item ->> 'kind';
  edit.uid := item ->> 'uid';
  edit.deleted := coalesce(item ->> 'deleted', '');
  edit.members := coalesce(item -> 'members', '{}');
  edit.note_base := item ->> 'noteBase';
  edit.touched := '';
  edit.stamps := '{}';
  edit.vals := '{}';
  perform linkshot.check_uid(edit.kind, edit.uid);
  if edit.deleted <> '' then perform linkshot.check_stamp(edit.deleted, latest, 'deleted'); end if;
  if edit.members <> '{}' then
    edit.touched := linkshot.read_members(edit, latest);
  end if;

  -- Greater stamps later: of a field that is set twice the last value stays.
  for one in
    select each.said, each.said ->> 0 as stamp
    from jsonb_array_elements(item -> 'sets') as each (said)
    order by (each.said ->> 0) collate "C"
  loop
    if jsonb_typeof(one.said) <> 'array' or jsonb_array_length(one.said) <> 2 then
      perform linkshot.refuse('bad-item', 'sets');
    end if;
    perform linkshot.check_stamp(one.stamp, latest, 'sets');
    edit.vals := edit.vals || (one.said -> 1);
    edit.stamps := edit.stamps || coalesce(
      (select jsonb_object_agg(key, one.stamp) from jsonb_object_keys(one.said -> 1) as keys (key)), '{}'
    );
    -- A set without a field is no edit.
    if one.said -> 1 <> '{}' then edit.touched := greatest(edit.touched collate "C", one.stamp collate "C"); end if;
  end loop;
  if item -> 'sets' is null then perform linkshot.refuse('bad-item', 'sets'); end if;

  perform linkshot.check_values(edit);
  return edit;
end
$$;
comment on function linkshot.read_item is 'Reads one pushed item, or refuses it.';
