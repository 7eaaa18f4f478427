import { beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from './support/database.ts'
import { at, wholeAgain, wholeLink } from './support/items.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase()
})

const uid = '11111111-1111-4111-8111-111111111111'
const link = (sets: string, more = '') => `{"kind":"link","uid":"${uid}","sets":${sets}${more}}`
const set = (fields: string) => link(`[["${at(1)}",${fields}]]`)

/** Each as text, since most can't be made from a value. */
const HOSTILE: [string, string][] = [
  ['nothing', 'null'],
  ['a number', '5'],
  ['a text', '"link"'],
  ['a list', '[[]]'],
  ['an empty object', '{}'],
  ['a kind that is an object', `{"kind":{},"uid":"${uid}","sets":[]}`],
  ['a uid that is a list', '{"kind":"link","uid":["a"],"sets":[]}'],
  ['no uid', '{"kind":"setting","sets":[]}'],
  ['sets that are an object', link('{}')],
  ['sets that are text', link('"x"')],
  ['sets that are null', link('null')],
  ['a set that is null', link('[null]')],
  ['a set that is an object', link('[{}]')],
  ['a set of one', link(`[["${at(1)}"]]`)],
  ['a set of three', link(`[["${at(1)}",{},{}]]`)],
  ['fields that are a list', set('["title"]')],
  ['fields that are text', set('"title"')],
  ['fields that are null', set('null')],
  ['a stamp that is a number', link('[[5,{"title":"t"}]]')],
  ['a stamp of Arabic digits', link(`[["${at(1).replace(/\d/g, '٣')}",{"title":"t"}]]`)],
  ['a stamp with a line end', link(`[["${at(1)}\\n",{"title":"t"}]]`)],
  ['members that are a list', link('[]', ',"members":["a"]')],
  ['members that are text', link('[]', ',"members":"a"')],
  ['a member that is null', link('[]', `,"members":{"${uid}":null}`)],
  ['a member that is an object', link('[]', `,"members":{"${uid}":{}}`)],
  ['a member with one stamp', link('[]', `,"members":{"${uid}":["${at(1)}"]}`)],
  ['a member with nulls', link('[]', `,"members":{"${uid}":[null,null]}`)],
  ['a deletion that is an object', link('[]', ',"deleted":{}')],
  ['a null character in a value', set('{"title":"a\\u0000b"}')],
  ['a null character in a name', set('{"ti\\u0000tle":"a"}')],
  ['half a surrogate pair', set('{"title":"\\ud800"}')],
  ['a number of 400 digits', set(`{"createdAt":${'9'.repeat(400)}}`)],
  ['a number beyond numeric', set('{"createdAt":1e400000}')],
  ['a tiny number', set('{"createdAt":1e-400000}')],
  ['minus zero point zero', set('{"createdAt":-0.0}')],
  ['a date beyond dates', set('{"createdAt":9007199254740991}')],
  ['a number as text', set('{"createdAt":"1764460800000"}')],
  ['a flag that is true', set('{"starred":true}')],
  ['lists 3,000 deep', set(`{"title":${'['.repeat(3000)}${']'.repeat(3000)}}`)],
  ['a field named as a column', set('{"user_id":"x"}')],
  ['a field with a quote', set(`{"title'; drop table links; --":"x"}`)],
  ['an object with __proto__', set('{"__proto__":"x"}')],
  ['1,001 members', link('[]', `,"members":{${members(1001)}}`)],
]

function members(count: number): string {
  const name = (n: number) => uid.replace(/1{8}$/, n.toString(16).padStart(8, '0'))
  return Array.from({ length: count }, (_, n) => `"${name(n)}":["${at(1)}",""]`).join(',')
}

describe('a batch with hostile JSON', () => {
  it.each(HOSTILE)('goes on after %s', async (_, text) => {
    const session = await database.newAccount()
    const [first, last] = [wholeLink(1), wholeLink(2)].map((one) => JSON.stringify(one))
    const { results, seq } = await session.push(`[${first},${text},${last}]`)
    expect(results.map(({ status }) => status)).toEqual(['ok', 'rejected', 'ok'])
    expect(seq).toBe(2)
    expect((await session.pullAll()).map((item) => item.seq)).toEqual([1, 2])
  })

  it('takes all of it at once', async () => {
    const session = await database.newAccount()
    const { results } = await session.push(`[${HOSTILE.map(([, text]) => text).join(',')}]`)
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['rejected']))
    expect(await session.rows('select * from links')).toEqual([])
  })

  it('takes text of any script, and names of fields twice, by the last one', async () => {
    const session = await database.newAccount()
    await session.push([wholeAgain(uid, {}, 0)])
    await session.push(`[${set('{"title":"x","title":"𝕏 字 \\u001f \\\\x41 \'\\" 🏳️‍🌈"}')}]`)
    const [pulled] = await session.pullAll()
    const titled = pulled?.sets.find(([stamp]) => stamp === at(1))
    expect(titled?.[1]).toEqual({ title: '𝕏 字 \u001f \\x41 \'" 🏳️‍🌈' })
  })

  it('keeps values of settings that are nested deep', async () => {
    const session = await database.newAccount()
    const deep = `${'['.repeat(1000)}${']'.repeat(1000)}`
    const text = `[{"kind":"setting","uid":"deep","sets":[["${at(1)}",{"value":${deep}}]]}]`
    expect((await session.push(text)).results).toEqual([{ status: 'ok', seq: 1 }])
    const [pulled] = await session.pullAll()
    expect(JSON.stringify(pulled?.sets[0]?.[1]['value'])).toBe(deep)
  })
})
