-- From stored rows back to items as they go over the wire.

create function linkshot.sets_of(vals jsonb, at text, stamps jsonb) returns jsonb
language plpgsql immutable as $$
begin
  if stamps = '{}' then return jsonb_build_array(jsonb_build_array(at, vals)); end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_array(stamp, fields)), '[]')
    from (
      select coalesce(stamps ->> key, at) as stamp, jsonb_object_agg(key, value) as fields
      from jsonb_each(vals) group by 1
    ) as grouped
    where stamp <> ''
  );
end
$$;
comment on function linkshot.sets_of is 'Fields by their stamps; those never written are left out.';

create function linkshot.item(
  kind text, uid text, sets jsonb, members jsonb, deleted text, seq bigint
) returns jsonb language plpgsql immutable as $$
declare
  item jsonb := jsonb_build_object('kind', kind, 'uid', uid, 'sets', sets, 'seq', seq);
begin
  if members is not null then item := item || jsonb_build_object('members', members); end if;
  if deleted <> '' then item := item || jsonb_build_object('deleted', deleted); end if;
  return item;
end
$$;

create function linkshot.link_item(one public.links) returns jsonb
language plpgsql stable as $$
begin
  return linkshot.item('link', one.uid::text, linkshot.sets_of(jsonb_build_object(
    'url', one.url, 'urlKey', one.url_key, 'keyRules', one.key_rules, 'canonical', one.canonical, 'title', one.title,
    'lang', one.lang, 'note', one.note, 'state', one.state, 'before', one.state_before, 'starred', one.starred::int,
    'icon', one.icon, 'createdAt', linkshot.to_ms(one.created_at), 'mergedInto', coalesce(one.merged_into::text, '')
  ), one.at, one.stamps), linkshot.members_of('link', one.user_id, one.uid::text), one.deleted, one.seq);
end
$$;

create function linkshot.tag_item(one public.tags) returns jsonb
language plpgsql stable as $$
begin
  return linkshot.item('tag', one.uid::text, linkshot.sets_of(jsonb_build_object(
    'name', one.name, 'parent', coalesce(one.parent::text, ''), 'colour', one.colour, 'order', one."order",
    'mergedInto', coalesce(one.merged_into::text, '')
  ), one.at, one.stamps), linkshot.members_of('tag', one.user_id, one.uid::text), one.deleted, one.seq);
end
$$;

create function linkshot.snapshot_item(one public.snapshots) returns jsonb
language plpgsql stable as $$
begin
  return linkshot.item('snapshot', one.uid::text, linkshot.sets_of(jsonb_build_object(
    'link', coalesce(one.link::text, ''), 'url', one.url, 'title', one.title,
    'capturedAt', linkshot.to_ms(one.captured_at), 'data', one.data
  ), one.at, one.stamps), null, one.deleted, one.seq);
end
$$;

create function linkshot.setting_item(one public.settings) returns jsonb
language plpgsql stable as $$
begin
  return linkshot.item('setting', one.uid,
    linkshot.sets_of(jsonb_build_object('value', one.value), one.at, one.stamps), null, one.deleted, one.seq);
end
$$;

create function linkshot.item_of(kind text, owner uuid, number bigint) returns jsonb
language plpgsql stable as $$
begin
  case kind
    when 'link' then
      return (select linkshot.link_item(one) from public.links as one where user_id = owner and seq = number and seq > 0);
    when 'tag' then
      return (select linkshot.tag_item(one) from public.tags as one where user_id = owner and seq = number and seq > 0);
    when 'snapshot' then
      return (select linkshot.snapshot_item(one) from public.snapshots as one where user_id = owner and seq = number and seq > 0);
    else
      return (select linkshot.setting_item(one) from public.settings as one where user_id = owner and seq = number and seq > 0);
  end case;
end
$$;
comment on function linkshot.item_of is 'The record with that number, whole.';

--------------------------------------------------------------------------------------- records that live

-- The digest is computed from what is stored when it is asked for, once a day: a stored one would cost every push
-- more than all the rest of it. No nested loops, which a planner without statistics takes for the joins: they would
-- read all members for each link.

create function linkshot.link_sums(owner uuid)
returns table (bucket smallint, sum numeric) language plpgsql stable set enable_nestloop = off as $$
begin
  return query
    select one.bucket, coalesce(its.sum, 0) + linkshot.digest_of(
      'link', one.uid::text, one.url, one.url_key, one.key_rules::text, one.canonical, one.title, one.lang, one.note,
      one.state, one.state_before, one.starred::int::text, one.icon, linkshot.to_ms(one.created_at)::text,
      one.merged_into::text)
    from public.links as one
    left join (
      select link, sum(linkshot.hash48(e'link\x1f' || link || e'\x1f' || tag)) as sum
      from public.link_tags where user_id = owner and present group by link
    ) as its on its.link = one.uid
    where one.user_id = owner and one.alive;
end
$$;

create function linkshot.tag_sums(owner uuid)
returns table (bucket smallint, sum numeric) language plpgsql stable set enable_nestloop = off as $$
begin
  return query
    select one.bucket, coalesce(its.sum, 0) + linkshot.digest_of(
      'tag', one.uid::text, one.name, one.parent::text, one.colour, one."order"::text, one.merged_into::text)
    from public.tags as one
    left join (
      select tag, sum(linkshot.hash48(e'tag\x1f' || tag || e'\x1f' || alias)) as sum
      from public.tag_aliases where user_id = owner and present group by tag
    ) as its on its.tag = one.uid
    where one.user_id = owner and one.alive;
end
$$;

create function linkshot.snapshot_sums(owner uuid)
returns table (bucket smallint, sum numeric) language plpgsql stable set enable_nestloop = off as $$
begin
  return query
    select one.bucket, linkshot.digest_of(
      'snapshot', one.uid::text, one.link::text, one.url, one.title, linkshot.to_ms(one.captured_at)::text,
      coalesce(one.stamps ->> 'data', one.at))::numeric
    from public.snapshots as one
    join public.links as its on its.user_id = owner and its.uid = one.link
    -- By itself, or because it was deleted with a link that came back; and never without its link.
    where one.user_id = owner and its.alive and (one.alive or one.deleted = its.deleted);
end
$$;

create function linkshot.setting_sums(owner uuid)
returns table (bucket smallint, sum numeric) language plpgsql stable as $$
begin
  return query
    select one.bucket, linkshot.digest_of('setting', one.uid, coalesce(one.stamps ->> 'value', one.at))::numeric
    from public.settings as one
    where one.user_id = owner and one.alive;
end
$$;

create function linkshot.sums(owner uuid, of_kind text)
returns table (bucket smallint, sum numeric) language plpgsql stable as $$
begin
  case of_kind
    when 'link' then return query select * from linkshot.link_sums(owner);
    when 'tag' then return query select * from linkshot.tag_sums(owner);
    when 'snapshot' then return query select * from linkshot.snapshot_sums(owner);
    else return query select * from linkshot.setting_sums(owner);
  end case;
end
$$;
comment on function linkshot.sums is 'The digest of every record that lives, those of its members added; may exceed 2^48.';
