-- Writing to tables what merging decided.

create function linkshot.store_members(kind text, owner uuid, uid text, gains jsonb) returns void
language plpgsql as $$
begin
  if kind = 'link' then
    insert into public.link_tags as known (user_id, link, tag, added, removed)
    select owner, store_members.uid::uuid, key::uuid, value ->> 0, value ->> 1 from jsonb_each(gains)
    on conflict (user_id, link, tag) do update
      set added = greatest(known.added, excluded.added), removed = greatest(known.removed, excluded.removed);
  else
    insert into public.tag_aliases as known (user_id, tag, alias, added, removed)
    select owner, store_members.uid::uuid, key, value ->> 0, value ->> 1 from jsonb_each(gains)
    on conflict (user_id, tag, alias) do update
      set added = greatest(known.added, excluded.added), removed = greatest(known.removed, excluded.removed);
  end if;
end
$$;

--------------------------------------------------------------------------------- one function for each table

-- They take what is already decided: `v` holds the winning values alone.

create function linkshot.store_link(
  owner uuid, id uuid, v jsonb, new_at text, new_stamps jsonb, new_deleted text, new_touched text, number bigint
) returns void language plpgsql as $$
begin
  insert into public.links as known (
    user_id, uid, bucket, url, url_key, key_rules, canonical, title, lang, note, state, state_before, starred, icon,
    created_at, merged_into, at, stamps, deleted, touched, seq
  ) values (
    owner, id, linkshot.bucket_of(id::text), v ->> 'url', v ->> 'urlKey', (v ->> 'keyRules')::bigint, v ->> 'canonical', v ->> 'title', v ->> 'lang',
    v ->> 'note', v ->> 'state', v ->> 'before', (v ->> 'starred')::int::boolean, v ->> 'icon',
    linkshot.from_ms((v ->> 'createdAt')::bigint), nullif(v ->> 'mergedInto', '')::uuid,
    new_at, new_stamps, new_deleted, new_touched, number
  )
  on conflict (user_id, uid) do update set
    url = case when v ? 'url' then excluded.url else known.url end,
    url_key = case when v ? 'urlKey' then excluded.url_key else known.url_key end,
    key_rules = case when v ? 'keyRules' then excluded.key_rules else known.key_rules end,
    canonical = case when v ? 'canonical' then excluded.canonical else known.canonical end,
    title = case when v ? 'title' then excluded.title else known.title end,
    lang = case when v ? 'lang' then excluded.lang else known.lang end,
    note = case when v ? 'note' then excluded.note else known.note end,
    state = case when v ? 'state' then excluded.state else known.state end,
    state_before = case when v ? 'before' then excluded.state_before else known.state_before end,
    starred = case when v ? 'starred' then excluded.starred else known.starred end,
    icon = case when v ? 'icon' then excluded.icon else known.icon end,
    created_at = case when v ? 'createdAt' then excluded.created_at else known.created_at end,
    merged_into = case when v ? 'mergedInto' then excluded.merged_into else known.merged_into end,
    at = excluded.at, stamps = excluded.stamps, deleted = excluded.deleted, touched = excluded.touched,
    seq = excluded.seq, updated_at = now();
end
$$;

create function linkshot.store_tag(
  owner uuid, id uuid, v jsonb, new_at text, new_stamps jsonb, new_deleted text, new_touched text, number bigint
) returns void language plpgsql as $$
begin
  insert into public.tags as known (
    user_id, uid, bucket, name, parent, colour, "order", merged_into, at, stamps, deleted, touched, seq
  ) values (
    owner, id, linkshot.bucket_of(id::text), v ->> 'name', nullif(v ->> 'parent', '')::uuid, v ->> 'colour', (v ->> 'order')::bigint,
    nullif(v ->> 'mergedInto', '')::uuid, new_at, new_stamps, new_deleted, new_touched, number
  )
  on conflict (user_id, uid) do update set
    name = case when v ? 'name' then excluded.name else known.name end,
    parent = case when v ? 'parent' then excluded.parent else known.parent end,
    colour = case when v ? 'colour' then excluded.colour else known.colour end,
    "order" = case when v ? 'order' then excluded."order" else known."order" end,
    merged_into = case when v ? 'mergedInto' then excluded.merged_into else known.merged_into end,
    at = excluded.at, stamps = excluded.stamps, deleted = excluded.deleted, touched = excluded.touched,
    seq = excluded.seq, updated_at = now();
end
$$;

create function linkshot.store_snapshot(
  owner uuid, id uuid, v jsonb, new_at text, new_stamps jsonb, new_deleted text, new_touched text, number bigint
) returns void language plpgsql as $$
begin
  insert into public.snapshots as known (
    user_id, uid, bucket, link, url, title, captured_at, data, at, stamps, deleted, touched, seq
  ) values (
    owner, id, linkshot.bucket_of(id::text), nullif(v ->> 'link', '')::uuid, v ->> 'url', v ->> 'title',
    linkshot.from_ms((v ->> 'capturedAt')::bigint), v -> 'data', new_at, new_stamps, new_deleted, new_touched, number
  )
  on conflict (user_id, uid) do update set
    link = case when v ? 'link' then excluded.link else known.link end,
    url = case when v ? 'url' then excluded.url else known.url end,
    title = case when v ? 'title' then excluded.title else known.title end,
    captured_at = case when v ? 'capturedAt' then excluded.captured_at else known.captured_at end,
    data = case when v ? 'data' then excluded.data else known.data end,
    at = excluded.at, stamps = excluded.stamps, deleted = excluded.deleted, touched = excluded.touched,
    seq = excluded.seq, updated_at = now();
end
$$;

create function linkshot.store_setting(
  owner uuid, name text, v jsonb, new_at text, new_stamps jsonb, new_deleted text, new_touched text, number bigint
) returns void language plpgsql as $$
begin
  insert into public.settings as known (user_id, uid, bucket, value, at, stamps, deleted, touched, seq)
  values (owner, name, linkshot.bucket_of(name), v -> 'value', new_at, new_stamps, new_deleted, new_touched, number)
  on conflict (user_id, uid) do update set
    value = case when v ? 'value' then excluded.value else known.value end,
    at = excluded.at, stamps = excluded.stamps, deleted = excluded.deleted, touched = excluded.touched,
    seq = excluded.seq, updated_at = now();
end
$$;
