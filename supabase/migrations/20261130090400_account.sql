-- What belongs to an account: its row, its limits, and what of it may be forgotten.

create function linkshot.now_ms() returns bigint
language plpgsql volatile as $$
begin
  -- Not now(): a push may have waited for another, and the client measures its clock by this.
  return linkshot.to_ms(clock_timestamp());
end
$$;

create function linkshot.caller() returns uuid
language plpgsql stable as $$
declare
  caller uuid := auth.uid();
begin
  -- PostgREST makes HTTP 401 of it.
  if caller is null then raise exception using errcode = 'PT401', message = 'no session'; end if;
  return caller;
end
$$;

create function linkshot.open_state(owner uuid) returns public.sync_state
language plpgsql as $$
declare
  state public.sync_state;
begin
  select * into state from public.sync_state where user_id = owner;
  if found then return state; end if;
  insert into public.sync_state (user_id) values (owner) on conflict do nothing;
  select * into state from public.sync_state where user_id = owner;
  return state;
end
$$;
comment on function linkshot.open_state is 'The account''s row, made on its first call.';

create function linkshot.lock_state(owner uuid) returns public.sync_state
language plpgsql as $$
declare
  state public.sync_state := linkshot.open_state(owner);
begin
  -- Held to the end of the transaction. Whoever gets the next number commits after this one.
  select * into state from public.sync_state where user_id = owner for update;
  return state;
end
$$;

create function linkshot.limits_of(owner uuid) returns public.sync_limits
language sql stable as $$
  select limits.* from public.sync_limits as limits
  where user_id = owner or user_id is null
  order by user_id nulls last limit 1
$$;

create function linkshot.quota(state public.sync_state) returns jsonb
language plpgsql stable as $$
declare
  limits public.sync_limits := linkshot.limits_of(state.user_id);
begin
  return jsonb_build_object(
    'records', state.records, 'mostRecords', coalesce(limits.most_records, 0),
    'bytes', state.bytes, 'mostBytes', coalesce(limits.most_bytes, 0)
  );
end
$$;

--------------------------------------------------------------------------------------------- bodies

-- What the storage service says of its objects is summed now and then. A trigger on storage.objects would always
-- know, but hosted projects let nobody put one there.

create function linkshot.body_bytes(folder text) returns bigint
language sql stable as $$
  select coalesce(sum((metadata ->> 'size')::bigint), 0)::bigint
  from storage.objects
  -- These operators use the index that the storage service keeps of names; "0" follows "/".
  where bucket_id = 'bodies' and name ~>=~ (folder || '/') and name ~<~ (folder || '0')
$$;

create function linkshot.count_bytes(owner uuid, most_age interval) returns void
language plpgsql as $$
begin
  update public.sync_state set bytes = linkshot.body_bytes(owner::text), bytes_at = now()
  where user_id = owner and bytes_at < now() - most_age;
end
$$;
comment on function linkshot.count_bytes is 'Counts the bytes of the account''s bodies anew if that was not done lately.';

--------------------------------------------------------------------------------------------- forgetting

create function linkshot.purge(owner uuid, most int) returns void
language plpgsql as $$
declare
  state public.sync_state := linkshot.lock_state(owner);
  -- By the server's clock. Stamps of a device that was away for long are old when they come.
  since timestamptz := now() - interval '180 days';
  gone bigint;
  greatest_seq bigint;
begin
  with
    dead_links as (
      select uid from public.links where user_id = owner and not alive and updated_at < since limit most
    ),
    snapshots as (
      delete from public.snapshots as one where user_id = owner and (
        link in (select uid from dead_links)
        -- One that was deleted with its link comes back or goes with it.
        or not alive and updated_at < since and not exists (
          select from public.links as its
          where its.user_id = owner and its.uid = one.link and its.deleted = one.deleted
        )
      ) returning seq
    ),
    links as (
      delete from public.links where user_id = owner and uid in (select uid from dead_links) returning seq
    ),
    tags as (
      delete from public.tags where user_id = owner and uid in (
        select uid from public.tags where user_id = owner and not alive and updated_at < since limit most
      ) returning seq
    ),
    settings as (
      delete from public.settings where user_id = owner and uid in (
        select uid from public.settings where user_id = owner and not alive and updated_at < since limit most
      ) returning seq
    )
  select count(*), coalesce(max(seq), 0) into gone, greatest_seq from (
    select seq from snapshots union all select seq from links
    union all select seq from tags union all select seq from settings
  ) as forgotten;
  update public.sync_state set
    records = state.records - gone, purged_seq = greatest(state.purged_seq, greatest_seq), purged_at = now()
  where user_id = owner;
end
$$;
comment on function linkshot.purge is 'Forgets records that have been dead for 180 days, and versions of such links, and remembers the greatest number among them.';
