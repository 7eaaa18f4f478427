import { redirectUrls } from '../../../scripts/lib/demo-cloud/start-project.mjs'
import { startPostgres } from '../../../supabase/local/postgres.mjs'
import { startStandIn } from '../../../supabase/local/stand-in.mjs'
import { countRequests } from './count-requests.mjs'

/** Rows as they are, without stamps, merging or anything else: what sync is measured against. */
const PLAIN = `
create table public.plain_links (
  user_id uuid not null default auth.uid(), uid uuid not null, n bigint generated always as identity,
  id float, url text, "urlKey" text, canonical text, title text, lang text, note text, state text,
  "stateBeforeTrash" text, starred int, icon text, "createdAt" float, tags json, primary key (user_id, uid)
);
create index on public.plain_links (user_id, n);
create function public.plain_put(rows json) returns int language sql security definer set search_path = '' as $$
  insert into public.plain_links
    (uid, id, url, "urlKey", canonical, title, lang, note, state, "stateBeforeTrash", starred, icon, "createdAt", tags)
  select uid, id, url, "urlKey", canonical, title, lang, note, state, "stateBeforeTrash", starred, icon, "createdAt", tags
  from json_populate_recordset(null::public.plain_links, rows);
  select 1
$$;
create function public.plain_get(after bigint, most int) returns json
language sql security definer set search_path = '' as $$
  select coalesce(json_agg(r), '[]') from (
    select * from public.plain_links where user_id = auth.uid() and n > after order by n limit most) r
$$;
grant execute on function public.plain_put, public.plain_get to authenticated;
`

/** A project with a plain table beside ours, whose requests are counted. */
export async function startPlainProject() {
  const postgres = await startPostgres()
  try {
    await postgres.createDatabase('cloud')
    const connection = postgres.config('cloud', 'supabase_admin')
    const standIn = await startStandIn({ connection, redirectUrls: redirectUrls() })
    await standIn.pool.query(PLAIN)
    const counter = await countRequests(standIn.url)
    // Where browsers are sent to sign in.
    standIn.settings.url = counter.url
    const close = async () => {
      await counter.close()
      await standIn.close()
      await postgres.stop()
    }
    return { url: counter.url, keys: standIn.keys, signIn: standIn.signIn, counter, close }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}
