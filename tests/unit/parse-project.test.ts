import { describe, expect, it } from 'vitest'
import { parseProject } from '../../utils/auth/parse-project.ts'

const KEY = 'sb_publishable_ACJWlzQHlZjBrEguHvfOxg'
const REF = 'abcdefghijklmnopqrst'
const token = (claims: object) =>
  `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify(claims)).replace(/=+$/, '')}.c2ln`

describe('the address of a project', () => {
  it.each([
    [`https://${REF}.supabase.co`, `https://${REF}.supabase.co`],
    [`  https://${REF}.supabase.co/ `, `https://${REF}.supabase.co`],
    [`${REF}.supabase.co`, `https://${REF}.supabase.co`],
    [REF, `https://${REF}.supabase.co`],
    [
      `https://supabase.com/dashboard/project/${REF}/settings/api-keys`,
      `https://${REF}.supabase.co`,
    ],
    [`https://${REF}.supabase.co/rest/v1/`, `https://${REF}.supabase.co`],
    ['https://db.example/supabase/', 'https://db.example/supabase'],
    ['http://127.0.0.1:54321', 'http://127.0.0.1:54321'],
    ['http://localhost:54321/', 'http://localhost:54321'],
    ['http://[::1]:54321', 'http://[::1]:54321'],
    ['https://db.example?x=1#y', 'https://db.example'],
  ])('%j is %s', (typed, url) => {
    expect(parseProject(typed, KEY)).toEqual({ url, key: KEY })
  })

  it.each([
    ['', 'bad-address'],
    ['my project', 'bad-address'],
    ['nothing', 'bad-address'],
    ['ftp://db.example', 'bad-address'],
    ['javascript:alert(1)', 'bad-address'],
    ['https://user:secret@db.example', 'bad-address'],
    ['http://db.example', 'not-https'],
    ['http://127.0.0.1.evil.example', 'not-https'],
    ['http://192.168.1.5:8000', 'not-https'],
  ])('%j is refused as %s', (typed, fault) => {
    expect(parseProject(typed, KEY)).toBe(fault)
  })
})

describe('the key of a project', () => {
  it.each([KEY, ` ${KEY}\n`, token({ role: 'anon' })])('%s is taken', (key) => {
    expect(parseProject(REF, key)).toMatchObject({ key: key.trim() })
  })

  it.each([
    ['sb_secret_abcdefghijklmnopqrstu', 'secret-key'],
    [token({ role: 'service_role' }), 'secret-key'],
    [token({ role: 'authenticated' }), 'secret-key'],
    [token({}), 'bad-key'],
    ['a.%%%.c', 'bad-key'],
    ['', 'bad-key'],
    ['password', 'bad-key'],
    ['sb_publishable_a b', 'bad-key'],
    ['sb_publishable_abcdefghijkl\r\nx: y', 'bad-key'],
  ])('%j is refused as %s, before anybody is asked', (key, fault) => {
    expect(parseProject(REF, key)).toBe(fault)
  })
})
