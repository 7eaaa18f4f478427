import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { completeSnapshot } from '../../utils/db/jobs.ts'
import {
  addLink,
  deleteLinks,
  editLinks,
  restoreLinks,
  tagLinks,
  trashLinks,
} from '../../utils/db/link-acts.ts'
import { saveCapture } from '../../utils/db/save-capture.ts'
import {
  colourTag,
  createTag,
  deleteTags,
  mergeTags,
  moveTag,
  renameTag,
} from '../../utils/db/tag-acts.ts'
import { undoAct } from '../../utils/db/undo.ts'
import { LinkshotError } from '../../utils/model/error.ts'
import { newCapture } from '../support/rows.ts'

/** Few names and places, so that random acts meet each other. */
const name = fc.constantFrom('a', 'B', '前端', 'ｂ', '후기')
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
const pick = fc.nat(5)
const picks = fc.array(pick, { minLength: 1, maxLength: 3 })

const step = fc.oneof(
  fc.record({ do: fc.constant('add' as const), url: fc.nat(4), tags: fc.array(path) }),
  fc.record({ do: fc.constant('keep' as const), url: fc.nat(4), tags: fc.array(path) }),
  fc.record({
    do: fc.constant('edit' as const),
    links: picks,
    patch: fc.record(
      {
        title: fc.constantFrom('x', 'y'),
        note: fc.constantFrom('', '笔记'),
        starred: fc.constantFrom(0 as const, 1 as const),
        state: fc.constantFrom('inbox' as const, 'read' as const, 'archived' as const),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    do: fc.constant('tag' as const),
    links: picks,
    add: fc.array(path, { maxLength: 2 }),
    remove: fc.array(pick, { maxLength: 2 }),
  }),
  fc.record({ do: fc.constantFrom('trash', 'restore', 'delete'), links: picks }),
  fc.record({ do: fc.constant('create-tag' as const), path }),
  fc.record({ do: fc.constant('rename-tag' as const), tag: pick, name }),
  fc.record({ do: fc.constant('colour-tag' as const), tag: pick, colour: name }),
  fc.record({ do: fc.constantFrom('move-tag', 'merge-tags'), tag: pick, other: pick }),
  fc.record({ do: fc.constant('delete-tags' as const), tags: picks }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

let clock = 0

/** Does one step to whatever rows there are; a refused one changes nothing and has no act. */
async function perform(step: Step): Promise<string | undefined> {
  const links = await db.links.toCollection().primaryKeys()
  const tags = [0, ...(await db.tags.toCollection().primaryKeys())]
  const linksAt = (at: number[]) => at.flatMap((index) => links[index % (links.length || 1)] ?? [])
  const tagAt = (at: number) => tags[at % tags.length] ?? 0
  const before = await contents()
  try {
    return (await attempt(step, linksAt, tagAt)).actId
  } catch (error) {
    expect(error).toBeInstanceOf(LinkshotError)
    expect(await contents()).toEqual(before)
    return undefined
  }
}

function attempt(
  step: Step,
  linksAt: (at: number[]) => number[],
  tagAt: (at: number) => number,
): Promise<{ actId: string }> {
  switch (step.do) {
    case 'add':
      return addLink({ ...addressOf(step.url), title: '', tags: step.tags, at: 1000 })
    case 'keep':
      return keep(step.url, step.tags)
    case 'edit':
      return editLinks(linksAt(step.links), step.patch)
    case 'tag':
      return tagLinks(linksAt(step.links), step.add, step.remove.map(tagAt))
    case 'trash':
      return trashLinks(linksAt(step.links))
    case 'restore':
      return restoreLinks(linksAt(step.links))
    case 'delete':
      return deleteLinks(linksAt(step.links))
    case 'create-tag':
      return createTag(step.path)
    case 'rename-tag':
      return renameTag(tagAt(step.tag), step.name)
    case 'colour-tag':
      return colourTag(tagAt(step.tag), step.colour)
    case 'move-tag':
      return moveTag(tagAt(step.tag), tagAt(step.other))
    case 'merge-tags':
      return mergeTags(tagAt(step.tag), tagAt(step.other))
    case 'delete-tags':
      return deleteTags(step.tags.map(tagAt).filter((id) => id !== 0))
  }
}

const addressOf = (url: number) => ({
  url: `https://${url}.example/`,
  urlKey: `https://${url}.example/`,
})

async function keep(url: number, tags: string[]): Promise<{ actId: string }> {
  const capture = await newCapture(`snapshot-${++clock}`)
  const { urlKey, url: address } = addressOf(url)
  const { actId } = await saveCapture({
    ...capture,
    urlKey,
    tags,
    snapshot: { ...capture.snapshot, url: address, capturedAt: ++clock },
  })
  await completeSnapshot(capture.snapshot.uid, 2000)
  return { actId }
}

/** All rows the user owns, clocks and journal aside. */
async function contents() {
  const [links, tags, snapshots] = await Promise.all([
    db.links.toArray(),
    db.tags.toArray(),
    db.snapshots.toArray(),
  ])
  return { links: links.map(({ updatedAt: _, ...link }) => link), tags, snapshots }
}

/** What holds whatever was done in whatever order. */
async function expectWhole(): Promise<void> {
  const { links, tags, snapshots } = await contents()
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  for (const tag of tags) {
    const above = new Set<number>()
    for (let at = tag; at.parent !== 0; at = byId.get(at.parent) ?? at) {
      expect(byId.has(at.parent) && !above.has(at.id)).toBe(true)
      above.add(at.id)
    }
  }
  for (const link of links) {
    expect(new Set(link.tags).size).toBe(link.tags.length)
    expect(link.tags.filter((id) => !byId.has(id))).toEqual([])
    expect(link.versions).toBe(snapshots.filter(({ linkId }) => linkId === link.id).length)
  }
  const owners = new Set(links.map(({ id }) => id))
  expect(snapshots.filter(({ linkId }) => !owners.has(linkId))).toEqual([])
}

const RUNS = Number(process.env['RUNS'] ?? 60)

beforeEach(async () => {
  await db.delete()
  await db.open()
})

async function empty(): Promise<void> {
  await db.transaction('rw', db.tables, () => Promise.all(db.tables.map((table) => table.clear())))
}

describe('any acts on links and tags', () => {
  it('leave the database as it was once each is undone, the last one first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        await empty()
        const done: { actId: string; before: unknown }[] = []
        for (const each of steps) {
          const before = await contents()
          const actId = await perform(each)
          if (actId) done.push({ actId, before })
          await expectWhole()
        }
        for (const { actId, before } of done.toReversed()) {
          await undoAct(actId)
          expect(await contents()).toEqual(before)
        }
      }),
      { numRuns: RUNS },
    )
  }, 120_000)

  it('leave it whole when they are undone in any order, each wholly or not at all', async () => {
    const mixed = fc.array(fc.oneof({ weight: 3, arbitrary: step }, fc.nat(20)), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(mixed, async (steps) => {
        await empty()
        const acts: string[] = []
        for (const each of steps) {
          if (typeof each === 'number') await undoOrRefuse(acts[each % (acts.length || 1)])
          else acts.push(...[(await perform(each)) ?? []].flat())
          await expectWhole()
        }
      }),
      { numRuns: RUNS },
    )
  }, 120_000)
})

async function undoOrRefuse(actId: string | undefined): Promise<void> {
  if (actId === undefined) return
  const before = await contents()
  try {
    await undoAct(actId)
  } catch (error) {
    expect(error).toBeInstanceOf(LinkshotError)
    expect(await contents()).toEqual(before)
  }
}
