-- A database that was put back from a backup has the epoch it had and gives numbers anew that some clients know
-- already: they would never hear of what has them. It is told by a client that has heard of more than was given.

create function linkshot.begin_epoch(owner uuid, told bigint) returns public.sync_state
language plpgsql as $$
declare
  state public.sync_state;
begin
  -- Of several clients that say so at once, the first one.
  update public.sync_state set epoch = gen_random_uuid() where user_id = owner and seq < told;
  select * into state from public.sync_state where user_id = owner;
  return state;
end
$$;
revoke all on function linkshot.begin_epoch from public, anon, authenticated, service_role;
comment on function linkshot.begin_epoch is 'Clients push what they have, and take nothing away for its absence.';

create or replace function public.sync_pull(protocol int, epoch text, after bigint, most int, purged bigint default 0)
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
  if sync_pull.epoch = state.epoch::text and after > state.seq then
    state := linkshot.begin_epoch(owner, after);
  end if;
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
