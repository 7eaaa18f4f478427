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
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'LS001', message = reason, detail = detail;
end
$$;
comment on function linkshot.refuse is 'Ends the subtransaction of one item; sync_push answers with the reason.';

create function linkshot.is_uuid(said text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  -- One spelling only: the same record must not have two names.
  return said ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
end
$$;

create function linkshot.check_stamp(stamp text, latest text, of_what text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if stamp is null or stamp !~ '^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}$' then
    perform linkshot.refuse('bad-stamp', of_what);
  elsif stamp collate "C" > latest then
    perform linkshot.refuse('future-stamp', of_what);
  end if;
end
$$;

create function linkshot.check_uid(kind text, uid text) returns void
language plpgsql immutable set search_path = '' as $$
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
language plpgsql immutable set search_path = '' as $$
declare
  form text := jsonb_typeof(value);
begin
  case type
    when 'text' then
      if form <> 'string' then return 'bad-field'; end if;
      if octet_length(value #>> '{}') > most then return 'too-large'; end if;
    when 'uid' then
      if form <> 'string' then return 'bad-field'; end if;
      if value <> '""' and not linkshot.is_uuid(value #>> '{}') then return 'bad-field'; end if;
    when 'flag' then
      if value not in ('0', '1') then return 'bad-field'; end if;
    when 'whole' then
      if form <> 'number' then return 'bad-field'; end if;
      -- Also for numbers of a thousand digits, which would be slow to divide.
      if length(value::text) > 17 or value::text !~ '^-?\d+$' then return 'bad-field'; end if;
      if abs((value #>> '{}')::numeric) > most then return 'bad-field'; end if;
    when 'object' then
      if form <> 'object' then return 'bad-field'; end if;
      if octet_length(value::text) > most then return 'too-large'; end if;
    when 'json' then
      if octet_length(value::text) > most then return 'too-large'; end if;
    else
      -- No such field.
      return 'bad-field';
  end case;
  return null;
end
$$;
comment on function linkshot.fault_of is 'Why a value does not fit its field, null where it does.';

create function linkshot.check_members(kind text, members jsonb, latest text) returns void
language plpgsql immutable set search_path = '' as $$
declare
  member record;
begin
  if jsonb_typeof(members) <> 'object' then perform linkshot.refuse('bad-item', 'members'); end if;
  if kind not in ('link', 'tag') and members <> '{}' then perform linkshot.refuse('bad-item', 'members'); end if;
  for member in select key, value from jsonb_each(members) loop
    if kind = 'link' and not linkshot.is_uuid(member.key) then
      perform linkshot.refuse('bad-field', 'members');
    elsif member.key = '' or octet_length(member.key) > 1024 then
      perform linkshot.refuse('bad-field', 'members');
    end if;
    if jsonb_typeof(member.value) <> 'array' or jsonb_array_length(member.value) <> 2 then
      perform linkshot.refuse('bad-item', 'members');
    end if;
    if member.value -> 0 <> '""' then perform linkshot.check_stamp(member.value ->> 0, latest, 'members'); end if;
    if member.value -> 1 <> '""' then perform linkshot.check_stamp(member.value ->> 1, latest, 'members'); end if;
  end loop;
end
$$;

create function linkshot.read_item(item jsonb, latest text) returns linkshot.edit
language plpgsql stable set search_path = '' as $$
declare
  edit linkshot.edit;
  one record;
  fault text;
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
    perform linkshot.check_members(edit.kind, edit.members, latest);
    select coalesce(max((value ->> 0) collate "C"), '') into edit.touched from jsonb_each(edit.members);
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
    edit.touched := greatest(edit.touched collate "C", one.stamp collate "C");
  end loop;
  if item -> 'sets' is null then perform linkshot.refuse('bad-item', 'sets'); end if;

  for one in
    select pushed.key as field, linkshot.fault_of(rule.type, rule.most, pushed.value) as fault
    from jsonb_each(edit.vals) as pushed
    left join linkshot.fields as rule on rule.kind = edit.kind and rule.field = pushed.key
  loop
    if one.fault is not null then perform linkshot.refuse(one.fault, left(one.field, 40)); end if;
  end loop;
  return edit;
end
$$;
comment on function linkshot.read_item is 'Reads one pushed item, or refuses it.';
