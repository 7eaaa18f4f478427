/**
 * What the auth service keeps beside `auth.users`, in a schema of the stand-in: the hosted tables have many more
 * columns, and nothing of ours reads them.
 */
export const AUTH_SCHEMA = `
create schema if not exists stand_in;
create table if not exists stand_in.accounts (
  user_id uuid primary key references auth.users (id) on delete cascade,
  provider text not null, name text not null, banned boolean not null default false,
  unique (provider, name));
create table if not exists stand_in.flows (
  id uuid primary key default gen_random_uuid(), provider text not null, challenge text not null, method text not null,
  auth_code uuid not null default gen_random_uuid(), user_id uuid references auth.users (id) on delete cascade,
  created_at timestamptz not null default now());
create table if not exists stand_in.sessions (
  id uuid primary key default gen_random_uuid(), user_id uuid not null references auth.users (id) on delete cascade,
  created_at timestamptz not null default now());
create table if not exists stand_in.refresh_tokens (
  token text primary key, parent text, revoked boolean not null default false,
  session_id uuid not null references stand_in.sessions (id) on delete cascade,
  updated_at timestamptz not null default clock_timestamp());
`
