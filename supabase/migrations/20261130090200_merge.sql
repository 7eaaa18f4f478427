-- Merging: the greater stamp wins, field by field and member by member, and nothing else happens.

-- What merging has to know of a stored record.
create type linkshot.known as (at text, stamps jsonb, deleted text, touched text, seq bigint);

create type linkshot.outcome as (
  status text,
  -- The number of the record as it is now stored.
  seq bigint,
  created boolean
);

create function linkshot.stamp_of(field text, at text, stamps jsonb) returns text
language plpgsql immutable as $$
begin
  return coalesce(stamps ->> field, at, '');
end
$$;

create function linkshot.winning(edit linkshot.edit, at text, stamps jsonb) returns jsonb
language plpgsql immutable as $$
begin
  if at is null then return edit.stamps; end if;
  return (
    select coalesce(jsonb_object_agg(pushed.key, pushed.value), '{}')
    from jsonb_each_text(edit.stamps) as pushed
    where pushed.value collate "C" > coalesce(stamps ->> pushed.key, at)
  );
end
$$;
comment on function linkshot.winning is 'Fields of an edit that are newer than those stored, with their stamps.';

create function linkshot.first_stamps(edit linkshot.edit, out at text, out stamps jsonb)
language plpgsql stable as $$
begin
  at := edit.only_stamp;
  stamps := '{}';
  -- A record as it is made: all of its fields, in one edit.
  if at is not null and edit.complete then return; end if;
  if at is null then select coalesce(max(value collate "C"), '') into at from jsonb_each_text(edit.stamps); end if;
  select coalesce(jsonb_object_agg(field, coalesce(edit.stamps ->> field, '')), '{}') into stamps
  from linkshot.fields where kind = edit.kind and edit.stamps ->> field is distinct from at;
end
$$;
comment on function linkshot.first_stamps is 'How the stamps of a new row are kept: one, and by name the fields that have another or none.';

create function linkshot.fold_stamps(known linkshot.known, edit linkshot.edit, wins jsonb) returns linkshot.known
language plpgsql stable as $$
declare
  first record;
begin
  if known.at is null then
    first := linkshot.first_stamps(edit);
    known.at := first.at;
    known.stamps := first.stamps;
  else
    known.stamps := known.stamps || wins;
  end if;
  return known;
end
$$;
comment on function linkshot.fold_stamps is 'The stamps of a row after an edit.';

create function linkshot.gains(edit linkshot.edit, owner uuid) returns jsonb
language plpgsql stable as $$
declare
  known jsonb;
begin
  if edit.members = '{}' then return '{}'::jsonb; end if;
  known := linkshot.members_of(edit.kind, owner, edit.uid);
  return (
    select coalesce(jsonb_object_agg(key, value), '{}')
    from jsonb_each(edit.members) as pushed
    where (value ->> 0) collate "C" > coalesce(known -> key ->> 0, '')
      or (value ->> 1) collate "C" > coalesce(known -> key ->> 1, '')
  );
end
$$;
comment on function linkshot.gains is 'Members of an edit of which anything is newer than what is stored.';

create function linkshot.members_of(kind text, owner uuid, uid text) returns jsonb
language plpgsql stable as $$
begin
  if kind = 'link' then
    return (
      select jsonb_object_agg(tag, jsonb_build_array(added, removed))
      from public.link_tags where user_id = owner and link = uid::uuid
    );
  elsif kind = 'tag' then
    return (
      select jsonb_object_agg(alias, jsonb_build_array(added, removed))
      from public.tag_aliases where user_id = owner and tag = uid::uuid
    );
  end if;
  return null;
end
$$;
comment on function linkshot.members_of is 'All members that were ever named, as they go over the wire; null for none.';

--------------------------------------------------------------------------------------------- one item

create function linkshot.known_record(kind text, owner uuid, id text) returns linkshot.known
language plpgsql stable as $$
declare
  known linkshot.known;
begin
  case kind
    when 'link' then
      select at, stamps, deleted, touched, seq into known
      from public.links where user_id = owner and uid = id::uuid;
    when 'tag' then
      select at, stamps, deleted, touched, seq into known
      from public.tags where user_id = owner and uid = id::uuid;
    when 'snapshot' then
      select at, stamps, deleted, touched, seq into known
      from public.snapshots where user_id = owner and uid = id::uuid;
    else
      select at, stamps, deleted, touched, seq into known
      from public.settings where user_id = owner and uid = id;
  end case;
  return known;
end
$$;
comment on function linkshot.known_record is 'What merging has to know of a stored record; nulls if there is none.';

create function linkshot.is_note_conflict(edit linkshot.edit, owner uuid, known linkshot.known) returns boolean
language plpgsql stable as $$
declare
  written text := linkshot.stamp_of('note', known.at, known.stamps);
  stored text;
begin
  if edit.note_base is null or edit.kind <> 'link' or not edit.stamps ? 'note' then return false; end if;
  -- Where none is stored nothing can be lost.
  if written in ('', edit.stamps ->> 'note') then return false; end if;
  select note into stored from public.links where user_id = owner and uid = edit.uid::uuid;
  if stored = edit.vals ->> 'note' then return false; end if;
  return encode(linkshot.sha256(stored), 'hex') <> edit.note_base
    or written collate "C" > (edit.stamps ->> 'note') collate "C";
end
$$;
comment on function linkshot.is_note_conflict is
  'Whether a note would replace a text its writer has not seen, or lose against the one it was made from.';

create function linkshot.lacks_fields(of_kind text, known linkshot.known) returns boolean
language plpgsql stable as $$
begin
  if known.at <> '' and known.stamps = '{}' then return false; end if;
  return exists (
    select from linkshot.fields where kind = of_kind and coalesce(known.stamps ->> field, known.at) = ''
  );
end
$$;
comment on function linkshot.lacks_fields is 'Whether any field was never written: so is a record that was forgotten here, and edited elsewhere.';

create function linkshot.merge_edit(edit linkshot.edit, owner uuid, number bigint, has_room boolean)
returns linkshot.outcome language plpgsql as $$
declare
  known linkshot.known := linkshot.known_record(edit.kind, owner, edit.uid);
  result linkshot.outcome := ('ok', known.seq, known.seq is null);
  wins jsonb;
  gains jsonb;
  deleted text := greatest(edit.deleted collate "C", known.deleted collate "C");
  touched text := greatest(edit.touched collate "C", known.touched collate "C");
begin
  if linkshot.is_note_conflict(edit, owner, known) then
    result.status := 'conflict';
    edit.stamps := edit.stamps - 'note';
    -- The note's stamp is that of an edit which did not happen: it must not keep the record alive.
    touched := greatest(linkshot.latest_edit(edit) collate "C", known.touched collate "C");
  end if;
  wins := linkshot.winning(edit, known.at, known.stamps);
  -- Of a record that is not there everything is new.
  gains := case when result.created and wins <> '{}' then edit.members else linkshot.gains(edit, owner) end;
  if wins = '{}' and gains = '{}' and deleted = coalesce(known.deleted, '') then
    result.created := false;
    return result;
  end if;
  known := linkshot.fold_stamps(known, edit, wins);
  if touched > deleted and linkshot.lacks_fields(edit.kind, known) then
    perform linkshot.refuse('unknown-record');
  elsif result.created and not has_room then
    perform linkshot.refuse('quota', 'records');
  end if;

  if wins <> edit.stamps or edit.note_base is not null then
    select coalesce(jsonb_object_agg(key, value), '{}') into edit.vals from jsonb_each(edit.vals) where wins ? key;
  end if;
  perform linkshot.store(edit, owner, known, deleted, touched, number);
  if gains <> '{}' then perform linkshot.store_members(edit.kind, owner, edit.uid, gains); end if;
  result.seq := number;
  return result;
end
$$;
comment on function linkshot.merge_edit is 'Merges one edit into what is stored; the number is used only if that changed anything.';

create function linkshot.store(
  edit linkshot.edit, owner uuid, known linkshot.known, deleted text, touched text, number bigint
) returns void language plpgsql as $$
begin
  case edit.kind
    when 'link' then
      perform linkshot.store_link(owner, edit.uid::uuid, edit.vals, known.at, known.stamps, deleted, touched, number);
    when 'tag' then
      perform linkshot.store_tag(owner, edit.uid::uuid, edit.vals, known.at, known.stamps, deleted, touched, number);
    when 'snapshot' then
      perform linkshot.store_snapshot(owner, edit.uid::uuid, edit.vals, known.at, known.stamps, deleted, touched, number);
    else
      perform linkshot.store_setting(owner, edit.uid, edit.vals, known.at, known.stamps, deleted, touched, number);
  end case;
end
$$;
