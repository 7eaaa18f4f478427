-- What clients call: POST /rest/v1/rpc/NAME. docs/SYNC.md describes each.
--
-- They run as their owner, since nobody may write the tables; whose rows they touch is said by the session alone.

create function linkshot.answer(state public.sync_state, more jsonb) returns jsonb
language plpgsql volatile as $$
begin
  return jsonb_build_object('protocol', 1, 'now', linkshot.now_ms(), 'epoch', state.epoch) || more;
end
$$;

create function linkshot.failure(error text) returns jsonb
language plpgsql volatile as $$
declare
  answer jsonb := jsonb_build_object('protocol', 1, 'now', linkshot.now_ms(), 'error', error);
begin
  if error = 'protocol' then return answer || jsonb_build_object('least', 1, 'most', 1); end if;
  return answer;
end
$$;

create function linkshot.take(item json, owner uuid, latest text, number bigint, has_room boolean, out result jsonb,
  out changed boolean, out created boolean)
language plpgsql as $$
declare
  outcome linkshot.outcome;
  reason text;
  about text;
begin
  -- As jsonb only here: text that is no text (\u0000, half a surrogate pair) fails in this conversion.
  outcome := linkshot.merge_edit(linkshot.read_item(item::jsonb, latest), owner, number, has_room);
  result := jsonb_build_object('status', outcome.status, 'seq', coalesce(outcome.seq, 0));
  changed := coalesce(outcome.seq = number, false);
  created := outcome.created;
exception
  -- What is wrong with the item, and nothing else: a full disk or a cancelled call must not look like that.
  when sqlstate 'LS001' then
    get stacked diagnostics reason = message_text, about = pg_exception_detail;
    result := jsonb_build_object('status', 'rejected', 'reason', reason)
      || case when about = '' then '{}' else jsonb_build_object('detail', about) end;
    changed := false;
    created := false;
  when data_exception or integrity_constraint_violation or program_limit_exceeded then
    result := jsonb_build_object('status', 'rejected', 'reason', 'bad-item');
    changed := false;
    created := false;
end
$$;
comment on function linkshot.take is 'Merges one item in a subtransaction of its own, and says what became of it.';

create function public.sync_push(protocol int, epoch text, device text, items json) returns jsonb
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  owner uuid := linkshot.caller();
  state public.sync_state;
  limits public.sync_limits := linkshot.limits_of(owner);
  -- Five minutes ahead of this clock.
  latest text := lpad(to_hex(linkshot.now_ms() + 300000), 12, '0') || '-ffff-ffffffff';
  before bigint;
  item json;
  taken record;
  results jsonb[] := array[]::jsonb[];
begin
  if protocol is distinct from 1 then return linkshot.failure('protocol'); end if;
  if json_typeof(items) is distinct from 'array' or coalesce(device !~ '^[0-9a-f]{8}$', true) then
    return linkshot.failure('bad-request');
  end if;
  if json_array_length(items) > 500 then return linkshot.failure('too-many'); end if;
  if octet_length(items::text) > 524288 then return linkshot.failure('too-large'); end if;

  state := linkshot.lock_state(owner);
  if sync_push.epoch is distinct from state.epoch::text then return linkshot.failure('epoch'); end if;
  before := state.seq;
  for item in select value from json_array_elements(items) loop
    taken := linkshot.take(
      item, owner, latest, state.seq + 1, limits.most_records = 0 or state.records < limits.most_records);
    results := results || taken.result;
    if taken.changed then state.seq := state.seq + 1; end if;
    if taken.created then state.records := state.records + 1; end if;
  end loop;
  update public.sync_state set seq = state.seq, records = state.records
  where user_id = owner and (seq, records) is distinct from (state.seq, state.records);

  state := linkshot.tidy(state);
  return linkshot.answer(state, jsonb_build_object(
    'before', before, 'seq', state.seq, 'results', to_jsonb(results), 'quota', linkshot.quota(state)));
end
$$;
comment on function public.sync_push is 'Merges items into the caller''s records; a bad one is refused alone.';

create function linkshot.tidy(state public.sync_state) returns public.sync_state
language plpgsql as $$
begin
  if state.purged_at < now() - interval '1 day' then perform linkshot.purge(state.user_id, 1000); end if;
  perform linkshot.count_bytes(state.user_id, interval '10 minutes');
  select * into state from public.sync_state where user_id = state.user_id;
  return state;
end
$$;
comment on function linkshot.tidy is 'What has to be done now and then, by whoever comes along.';

create function public.sync_pull(protocol int, epoch text, after bigint, most int, purged bigint default 0)
returns jsonb language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  owner uuid := linkshot.caller();
  state public.sync_state;
  wanted int := least(greatest(coalesce(most, 500), 1), 500);
  one record;
  items jsonb[] := array[]::jsonb[];
  bytes int := 0;
  up_to bigint := after;
begin
  if protocol is distinct from 1 then return linkshot.failure('protocol'); end if;
  if coalesce(after, -1) < 0 then return linkshot.failure('bad-request'); end if;
  state := linkshot.open_state(owner);
  if linkshot.must_begin_again(state, epoch, after, purged) then
    return linkshot.answer(state, jsonb_build_object('items', '[]'::jsonb, 'upTo', 0, 'more', true, 'reset', true,
      'purged', state.purged_seq, 'quota', linkshot.quota(state)));
  end if;
  for one in select * from linkshot.changed_since(owner, after, wanted) loop
    exit when bytes > 0 and bytes + octet_length(one.item::text) > 524288;
    bytes := bytes + octet_length(one.item::text);
    items := items || one.item;
    up_to := one.seq;
  end loop;
  return linkshot.answer(state, jsonb_build_object('items', to_jsonb(items), 'upTo', up_to,
    'more', exists (select from linkshot.numbers_since(owner, up_to, 1)),
    'purged', state.purged_seq, 'quota', linkshot.quota(state)));
end
$$;
comment on function public.sync_pull is 'The caller''s records that changed since a number, in the order of their numbers.';

create function linkshot.must_begin_again(state public.sync_state, epoch text, after bigint, purged bigint)
returns boolean language plpgsql immutable as $$
begin
  if must_begin_again.epoch is distinct from state.epoch::text then return true; end if;
  -- Who began at 0 after the purge has not missed anything, however small its cursor still is.
  return after < state.purged_seq and purged is distinct from state.purged_seq;
end
$$;

create function linkshot.numbers_since(owner uuid, after bigint, most int) returns table (kind text, seq bigint)
language plpgsql stable rows 500 as $$
begin
  -- Each part is read in the order of its index, and no further than the page may reach.
  return query
    select numbers.kind, numbers.seq from (
      (select 'tag' as kind, one.seq from public.tags as one
        where user_id = owner and one.seq > after and one.seq > 0 order by one.seq limit most)
      union all
      (select 'link', one.seq from public.links as one
        where user_id = owner and one.seq > after and one.seq > 0 order by one.seq limit most)
      union all
      (select 'snapshot', one.seq from public.snapshots as one
        where user_id = owner and one.seq > after and one.seq > 0 order by one.seq limit most)
      union all
      (select 'setting', one.seq from public.settings as one
        where user_id = owner and one.seq > after and one.seq > 0 order by one.seq limit most)
    ) as numbers
    order by numbers.seq limit most;
end
$$;

create function public.sync_fetch(protocol int, epoch text, kind text, uids text[] default null,
  links text[] default null, bucket int default null, past text default '')
returns jsonb language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  owner uuid := linkshot.caller();
  state public.sync_state;
  one record;
  item jsonb;
  items jsonb[] := array[]::jsonb[];
  bytes int := 0;
  more boolean := false;
begin
  if protocol is distinct from 1 then return linkshot.failure('protocol'); end if;
  if coalesce(kind not in ('link', 'tag', 'snapshot', 'setting'), true)
    or num_nonnulls(uids, links, bucket) <> 1 or (links is not null and kind <> 'snapshot') then
    return linkshot.failure('bad-request');
  end if;
  if cardinality(coalesce(uids, links, '{}')) > 500 then return linkshot.failure('too-many'); end if;
  state := linkshot.open_state(owner);
  if sync_fetch.epoch is distinct from state.epoch::text then return linkshot.failure('epoch'); end if;
  for one in select seq from linkshot.numbers_of(owner, kind, uids, links, bucket, coalesce(past, '')) loop
    item := linkshot.item_of(kind, owner, one.seq);
    more := bytes > 0 and bytes + octet_length(item::text) > 524288;
    exit when more;
    bytes := bytes + octet_length(item::text);
    items := items || item;
  end loop;
  return linkshot.answer(state, jsonb_build_object('items', to_jsonb(items), 'more', more));
end
$$;
comment on function public.sync_fetch is 'Whole records by uid, by their links or of a bucket, in the order of their uids.';

create function linkshot.numbers_of(owner uuid, kind text, uids text[], links text[], bucket int, past text)
returns table (seq bigint) language plpgsql stable
-- Planned for what is asked: a plan for all of it would read every record of the account.
set plan_cache_mode = force_custom_plan as $$
declare
  -- What is no uid names no record.
  ids uuid[] := array(select said::uuid from unnest(coalesce(uids, links)) as said where linkshot.is_uuid(said));
begin
  -- Uids of all but settings sort as their text does.
  case kind
    when 'link' then return query
      select one.seq from public.links as one
      where user_id = owner and (uids is null or one.uid = any (ids))
        and (numbers_of.bucket is null or one.bucket = numbers_of.bucket) and one.uid::text collate "C" > past
      order by one.uid;
    when 'tag' then return query
      select one.seq from public.tags as one
      where user_id = owner and (uids is null or one.uid = any (ids))
        and (numbers_of.bucket is null or one.bucket = numbers_of.bucket) and one.uid::text collate "C" > past
      order by one.uid;
    when 'snapshot' then return query
      select one.seq from public.snapshots as one
      where user_id = owner and (uids is null or one.uid = any (ids)) and (links is null or one.link = any (ids))
        and (numbers_of.bucket is null or one.bucket = numbers_of.bucket) and one.uid::text collate "C" > past
      order by one.uid;
    else return query
      select one.seq from public.settings as one
      where user_id = owner and (uids is null or one.uid = any (uids))
        and (numbers_of.bucket is null or one.bucket = numbers_of.bucket) and one.uid > past
      order by one.uid;
  end case;
end
$$;

create function linkshot.changed_since(owner uuid, after bigint, most int) returns table (seq bigint, item jsonb)
language sql stable rows 500 as $$
  select one.seq, linkshot.item_of(one.kind, owner, one.seq) from linkshot.numbers_since(owner, after, most) as one
$$;

create function public.sync_digest(protocol int, epoch text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  owner uuid := linkshot.caller();
  state public.sync_state;
begin
  if protocol is distinct from 1 then return linkshot.failure('protocol'); end if;
  state := linkshot.open_state(owner);
  if sync_digest.epoch is distinct from state.epoch::text then return linkshot.failure('epoch'); end if;
  return linkshot.answer(state, jsonb_build_object('digest', linkshot.digest(owner)));
end
$$;
comment on function public.sync_digest is 'For every kind 256 buckets of [records that live, sum of their digests].';

create function linkshot.buckets(owner uuid, kind text) returns jsonb
language plpgsql stable as $$
begin
  return (
    select jsonb_agg(jsonb_build_array(coalesce(filled.records, 0), coalesce(filled.sum, 0)) order by every.bucket)
    from generate_series(0, 255) as every (bucket)
    left join (
      select one.bucket, count(*) as records, sum(one.sum) % (1::bigint << 48) as sum
      from linkshot.sums(owner, kind) as one group by one.bucket
    ) as filled using (bucket)
  );
end
$$;
comment on function linkshot.buckets is 'All 256, also those that nothing is in.';

create function linkshot.digest(owner uuid) returns jsonb
language sql stable as $$
  select jsonb_object_agg(kind, linkshot.buckets(owner, kind))
  from unnest(array['tag', 'link', 'snapshot', 'setting']) as kind
$$;
