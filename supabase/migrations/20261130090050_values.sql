-- Small functions of values alone. Those of one SQL expression are put in place of their call by the planner, which it
-- only does where they set nothing: everything in this schema relies on its callers' empty search_path.

create function linkshot.to_ms(moment timestamptz) returns bigint
language sql immutable parallel safe as $$
  select (extract(epoch from moment at time zone 'UTC') * 1000)::bigint
$$;

create function linkshot.from_ms(ms bigint) returns timestamptz
language sql immutable parallel safe as $$
  select (timestamp '1970-01-01' + ms * interval '1 millisecond') at time zone 'UTC'
$$;

create function linkshot.sha256(said text) returns bytea
language sql immutable parallel safe as $$
  -- Of its UTF-8 bytes. convert_to would say it plainly, but is not held immutable, which keeps it from being inlined.
  select sha256(replace(said, e'\\', e'\\\\')::bytea)
$$;

create function linkshot.hash48(said text) returns bigint
language sql immutable parallel safe as $$
  select ('x' || encode(substr(linkshot.sha256(said), 1, 6), 'hex'))::bit(48)::bigint
$$;
comment on function linkshot.hash48 is 'The first 48 bits of SHA-256: a whole number that JavaScript can hold.';

create function linkshot.bucket_of(uid text) returns smallint
language sql immutable parallel safe as $$
  select get_byte(linkshot.sha256(uid), 0)::smallint
$$;
comment on function linkshot.bucket_of is 'Which of the 256 buckets of the digest a record is in.';

create function linkshot.digest_of(kind text, uid text, variadic fields text[]) returns bigint
language plpgsql immutable parallel safe as $$
begin
  return linkshot.hash48(kind || e'\x1f' || uid || e'\x1f' || array_to_string(fields, e'\x1f', ''));
end
$$;
comment on function linkshot.digest_of is 'Of one record without its members; a field never written counts as empty.';
