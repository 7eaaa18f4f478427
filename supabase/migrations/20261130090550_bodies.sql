-- What clients ask besides records: which bodies are there, and to have all of it deleted. And who may call what.

create function linkshot.missing_bodies(folder text, hashes text[]) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(distinct hash), '[]') from unnest(hashes) as hash
  where hash is not null and not exists (
    select from storage.objects where bucket_id = 'bodies' and name = folder || '/' || left(hash, 2) || '/' || hash
  )
$$;

create function public.sync_missing(hashes text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  owner uuid := linkshot.caller();
  state public.sync_state := linkshot.open_state(owner);
begin
  if hashes is null then return linkshot.failure('bad-request'); end if;
  if cardinality(hashes) > 1000 then return linkshot.failure('too-many'); end if;
  -- Bodies are about to come: the policy that lets them in goes by this sum.
  perform linkshot.count_bytes(owner, interval '1 minute');
  select * into state from public.sync_state where user_id = owner;
  return linkshot.answer(state, jsonb_build_object(
    'missing', linkshot.missing_bodies(owner::text, hashes), 'quota', linkshot.quota(state)));
end
$$;
comment on function public.sync_missing is 'Which of these bodies, or parts of bodies, the caller''s folder lacks.';

create function public.sync_bodies(after text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  owner uuid := linkshot.caller();
  names text[] := linkshot.body_names(owner::text, after);
begin
  return linkshot.answer(linkshot.open_state(owner), jsonb_build_object(
    'bodies', to_jsonb(names), 'more', cardinality(names) = 1000));
end
$$;
comment on function public.sync_bodies is 'Names of the caller''s objects in storage, 1000 at a time.';

create function linkshot.body_names(folder text, after text) returns text[]
language sql stable as $$
  select coalesce(array_agg(name order by name using ~<~), '{}') from (
    select name from storage.objects
    where bucket_id = 'bodies' and name ~>=~ (folder || '/') and name ~<~ (folder || '0')
      and name ~>~ coalesce(after, '')
    order by name using ~<~ limit 1000
  ) as page
$$;

create function public.sync_reset() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  owner uuid := linkshot.caller();
  state public.sync_state := linkshot.lock_state(owner);
  names text[] := linkshot.body_names(owner::text, '');
begin
  delete from public.snapshots where user_id = owner;
  delete from public.links where user_id = owner;
  delete from public.tags where user_id = owner;
  delete from public.settings where user_id = owner;
  -- Numbers go on, so that no old cursor ever fits.
  update public.sync_state set epoch = gen_random_uuid(), records = 0, purged_seq = 0 where user_id = owner
  returning * into state;
  return linkshot.answer(state, jsonb_build_object('bodies', to_jsonb(names), 'more', cardinality(names) = 1000));
end
$$;
comment on function public.sync_reset is 'Deletes the caller''s records; the objects it names are for the client to remove.';

create function public.sync_purge() returns bigint
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
    union select user_id from public.snapshots where not alive and updated_at < since
    union select user_id from public.settings where not alive and updated_at < since
  loop
    perform linkshot.purge(account.user_id, 100000);
    done := done + 1;
  end loop;
  return done;
end
$$;
comment on function public.sync_purge is 'Forgets what has been dead for 180 days, and says of how many accounts; for pg_cron.';

create function public.sync_may_store() returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  owner uuid := linkshot.caller();
  limits public.sync_limits := linkshot.limits_of(owner);
  used bigint;
begin
  select bytes into used from public.sync_state where user_id = owner;
  return limits.most_bytes = 0 or coalesce(used, 0) < limits.most_bytes;
end
$$;
comment on function public.sync_may_store is 'Whether the caller has room for another body; asked by the policy of the bucket.';

--------------------------------------------------------------------------------------------- rights

-- Functions are everybody's until that is taken away.
revoke all on all functions in schema linkshot from public, anon, authenticated, service_role;
revoke all on all tables in schema linkshot from public, anon, authenticated, service_role;
revoke all on function
  public.sync_push(int, text, text, json), public.sync_pull(int, text, bigint, int, bigint),
  public.sync_fetch(int, text, text, text[], text[], int, text), public.sync_digest(int, text),
  public.sync_missing(text[]), public.sync_bodies(text), public.sync_reset(), public.sync_purge(),
  public.sync_may_store()
  from public, anon, authenticated, service_role;
grant execute on function
  public.sync_push(int, text, text, json), public.sync_pull(int, text, bigint, int, bigint),
  public.sync_fetch(int, text, text, text[], text[], int, text), public.sync_digest(int, text),
  public.sync_missing(text[]), public.sync_bodies(text), public.sync_reset(), public.sync_may_store()
  to authenticated;
grant execute on function public.sync_purge() to service_role;
