// biome-ignore lint/style/noRestrictedImports: a library of then is made without the schema of today
import { Dexie } from 'dexie'
import { afterEach, describe, expect, it } from 'vitest'
import { createDatabase } from '../../utils/db/database.ts'
import { nestTags } from '../../utils/db/migrations/nest-tags.ts'
import { tagKeyOf } from '../../utils/db/tag-key.ts'
import type { Tag } from '../../utils/model/link.ts'
import { tagPath } from '../../utils/model/tag-tree.ts'

/** Tags as version 1 had them: paths are names. */
const flat = (names: string[]): Tag[] =>
  names.map((name, index) => ({
    id: index + 1,
    uid: `uid-${index + 1}`,
    name,
    nameKey: tagKeyOf(name),
    parent: 0,
    colour: '',
    aliases: [],
    order: index + 1,
  }))

let made = 0
const nest = (names: string[]) => nestTags(flat(names), () => `made-${++made}`)

function pathsById(tags: Tag[]): Record<number, string> {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return Object.fromEntries(tags.map((tag) => [tag.id, tagPath(tag, byId)]))
}

describe('tags with slashes in their names', () => {
  it('move into the tags they name, and keep their ids', () => {
    expect(pathsById(nest(['前端/React', '前端', 'plain']))).toEqual({
      1: '前端/React',
      2: '前端',
      3: 'plain',
    })
  })

  it('get the tags above them where there are none', () => {
    expect(pathsById(nest(['a/b/c', 'A/x']))).toEqual({ 1: 'A/b/c', 2: 'A/x', 3: 'A', 4: 'A/b' })
  })

  it.each([
    [['a/b', 'a / b', 'A/B'], { 1: 'a/b', 2: 'a/b (2)', 3: 'a/B (3)', 4: 'a' }],
    [['/', '//'], { 1: '∕', 2: '∕ (2)' }],
    [['a/', 'a'], { 1: 'a', 2: 'a (2)' }],
    [['前端／Vue'], { 1: '前端/Vue', 2: '前端' }],
  ])('of %j stay apart', (names, paths) => {
    expect(pathsById(nest(names))).toEqual(paths)
  })
})

describe('a database of version 1 with such tags', () => {
  const name = 'library with slashes'
  afterEach(() => Dexie.delete(name))

  it('opens with them nested, equal names apart by their parents', async () => {
    const old = new Dexie(name)
    old.version(1).stores({ tags: 'id, &uid, &nameKey' })
    await old.table('tags').bulkAdd(flat(['b', 'x/b', 'y/b', 'x']))
    old.close()
    const db = createDatabase(name)
    expect(pathsById(await db.tags.toArray())).toEqual({
      1: 'b',
      2: 'x/b',
      3: 'y/b',
      4: 'x',
      5: 'y',
    })
    db.close()
  })

  it.each([[['/x', 'x']], [['a/', 'A', 'a (2)']], [['x／y', 'x', 'x/y', 'x/y (2)']]])(
    'opens where %j want one place',
    async (names) => {
      const old = new Dexie(name)
      old.version(1).stores({ tags: 'id, &uid, &nameKey' })
      await old.table('tags').bulkAdd(flat(names).filter(unique))
      old.close()
      const db = createDatabase(name)
      const paths = Object.values(pathsById(await db.tags.toArray()))
      expect(new Set(paths).size).toBe(paths.length)
      db.close()
    },
  )
})

const unique = ({ nameKey }: Tag, index: number, all: Tag[]): boolean =>
  all.findIndex((tag) => tag.nameKey === nameKey) === index
