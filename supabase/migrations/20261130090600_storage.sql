-- Bodies of snapshots: <account>/<first two digits>/<SHA-256>, one larger than the project's limit in parts `.p0`, `.p1`, …
-- Written once, never changed: whoever has the name has the bytes.

insert into storage.buckets (id, name, public) values ('bodies', 'bodies', false)
on conflict (id) do update set public = false;

-- On some hosted projects `postgres` may not make policies on tables of the storage service. The rest works without,
-- so that is no reason to fail; supabase/README.md says how to make them in the dashboard.
do $$
begin
  create policy "owners read bodies" on storage.objects for select to authenticated
    using (bucket_id = 'bodies' and split_part(name, '/', 1) = (select auth.uid())::text);

  create policy "owners add bodies" on storage.objects for insert to authenticated
    with check (
      bucket_id = 'bodies'
      and split_part(name, '/', 1) = (select auth.uid())::text
      and name ~ '^[0-9a-f-]{36}/[0-9a-f]{2}/[0-9a-f]{64}(\.p[0-9]{1,4})?$'
      and split_part(name, '/', 2) = left(split_part(name, '/', 3), 2)
      and (select public.sync_may_store())
    );

  create policy "owners delete bodies" on storage.objects for delete to authenticated
    using (bucket_id = 'bodies' and split_part(name, '/', 1) = (select auth.uid())::text);
exception
  when insufficient_privilege then
    raise notice 'The policies of the bucket "bodies" could not be made: %. Make them in the dashboard under '
      'Storage, Policies, as in supabase/README.md, "If the policies could not be made".', sqlerrm;
end
$$;
