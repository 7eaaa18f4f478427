import { describe, expect, it } from 'vitest'
import { textOf } from '../../utils/record/record.ts'
import type { SyncServer } from '../../utils/sync/protocol.ts'
import { newLink, uid } from './support/builders.ts'
import { allRecords } from './support/check-world.ts'
import { createMemoryReplica } from './support/memory-replica.ts'
import { createMemoryServer } from './support/memory-server.ts'
import { edit, links, NOW, now, put, run, withCalls } from './support/passes.ts'
import { watchServer } from './support/watch-server.ts'

const DAY = 86_400_000

/** A device whose clock can be set, and where a note is written while records are on their way. */
async function typing() {
  const clock = { ms: NOW }
  const server = watchServer(createMemoryServer(now), now)
  const device = createMemoryReplica('aaaaaaaa', () => clock.ms)
  await put(device, newLink(1), newLink(2, { urlKey: 'other' }), newLink(3, { urlKey: 'third' }))
  await run(device, server)
  const write = (note: string) => edit(device, { values: { note } }, [uid(1)])
  /** A pass; before its push of that number arrives, somebody writes the note. */
  async function sync(number: number): Promise<void> {
    let pushes = 0
    const push: SyncServer['push'] = async (...args) => {
      pushes += 1
      if (pushes === number) await write('last')
      return server.push(...args)
    }
    await run(device, withCalls(server, { push }), { now: () => clock.ms })
  }
  /** The note here and there. */
  async function notes(): Promise<(string | undefined)[]> {
    const all = [
      ...(await links(device)).map(({ record }) => record),
      ...(await allRecords({ server, now: NOW })),
    ]
    return all.filter((record) => record.uid === uid(1)).map((record) => textOf(record, 'note'))
  }
  return { clock, server, device, write, sync, notes }
}

describe('a stamp is given once', () => {
  it.each([1, 2])('where the clock was set back between edits, at push %d', async (number) => {
    const { clock, server, device, write, sync, notes } = await typing()
    // Refused, for the correction moves it a day ahead, and given a stamp of now that others have, too.
    for (const each of [1, 2]) await edit(device, { values: { title: 'before' } }, [uid(each)])
    clock.ms -= DAY
    await write('first')
    await sync(number)
    clock.ms += 1
    await sync(0)
    expect(server.faults).toEqual([])
    expect(new Set(await notes()).size).toBe(1)
  })

  it.each([1, 2, 3])('where it was ahead for a while, at push %d', async (number) => {
    const { clock, server, device, write, sync, notes } = await typing()
    await edit(device, { values: { title: 'before' } }, [uid(2)])
    clock.ms += DAY
    await write('first')
    await edit(device, { values: { title: 'after' } }, [uid(3)])
    clock.ms -= DAY
    await sync(number)
    await sync(0)
    expect(server.faults).toEqual([])
    expect(new Set(await notes()).size).toBe(1)
  })
})
