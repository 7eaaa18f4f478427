-- Versions whose link was forgotten are forgotten, too. A browser that was away may push one after its link is gone:
-- nothing shows it, no deletion of a link ever takes it along, and nobody can delete it.

create function linkshot.is_orphan(owner uuid, of_link uuid) returns boolean
language sql stable as $$
  -- One whose link was refused so far waits for it, as long as anything else that is dead.
  select not exists (select from public.links where user_id = owner and uid = of_link)
$$;
comment on function linkshot.is_orphan is 'Whether the link of a version is not there, not even as a deleted one.';
revoke all on function linkshot.is_orphan(uuid, uuid) from public, anon, authenticated, service_role;

create or replace function linkshot.purge(owner uuid, most int) returns void
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
        or updated_at < since and linkshot.is_orphan(owner, one.link)
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
comment on function linkshot.purge is 'Forgets records that have been dead for 180 days, versions of such links, and versions that had no link for as long, and remembers the greatest number among them.';

create or replace function public.sync_purge() returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  since timestamptz := now() - interval '180 days';
  account record;
  done bigint := 0;
begin
  -- Only those with something to forget: each stays locked until all are through.
  for account in
    select user_id from public.links where not alive and updated_at < since
    union select user_id from public.tags where not alive and updated_at < since
    union select user_id from public.snapshots where updated_at < since
      and (not alive or linkshot.is_orphan(user_id, link))
    union select user_id from public.settings where not alive and updated_at < since
  loop
    perform linkshot.purge(account.user_id, 100000);
    done := done + 1;
  end loop;
  return done;
end
$$;
