import { beforeEach, describe, expect, it } from 'vitest'
import { canTakeOver } from '../../utils/db/account-queries.ts'
import { activateAccount, activeAccount } from '../../utils/db/accounts.ts'
import { db } from '../../utils/db/database.ts'
import { linkIds } from '../../utils/db/queries.ts'
import { watch } from '../../utils/db/watch.ts'
import { link } from '../support/stored-tags.ts'

const reopen = () => db.close({ disableAutoOpen: false })

beforeEach(async () => {
  reopen()
  for (const { name = '' } of await indexedDB.databases()) {
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(name).onsuccess = resolve
    })
  }
})

async function switchTo(account: string, takesOver = false): Promise<void> {
  await activateAccount(account, takesOver)
  reopen()
}

describe('the library that is open', () => {
  it('is the first one where nobody signed in', async () => {
    await link('a', [])
    expect([db.name, await activeAccount()]).toEqual(['linkshot', ''])
  })

  it('is each account’s own', async () => {
    await link('nobody', [])
    await switchTo('ana')
    expect(await linkIds('all')).toEqual([])
    await link('of ana', [])
    await link('of ana, too', [])
    await switchTo('ben')
    expect(await linkIds('all')).toEqual([])
    await switchTo('ana')
    expect(await linkIds('all')).toHaveLength(2)
    await switchTo('')
    expect((await db.links.toArray()).map(({ title }) => title)).toEqual(['nobody'])
  })

  it('may begin with what was kept without signing in, which is nobody’s then', async () => {
    await link('mine', [])
    await switchTo('ana', true)
    expect(await linkIds('all')).toHaveLength(1)
    await switchTo('')
    expect(await linkIds('all')).toEqual([])
    await link('later', [])
    await switchTo('ana', true)
    expect((await db.links.toArray()).map(({ title }) => title)).toEqual(['mine'])
  })

  it('takes nothing over where the account has one here, or another is open', async () => {
    const ana = { url: 'https://a.example', userId: 'ana' }
    const nobody = { ...ana, userId: '' }
    expect([await canTakeOver(nobody), await canTakeOver(ana)]).toEqual([true, true])
    await switchTo('https://a.example|ana')
    expect([await canTakeOver(nobody), await canTakeOver(ana)]).toEqual([false, false])
    await switchTo('')
    expect([await canTakeOver(nobody), await canTakeOver(ana)]).toEqual([true, false])
  })

  it('is found by many who ask at once, those who watch and those in a transaction', async () => {
    await switchTo('ana')
    const seen: number[] = []
    const stop = watch(
      () => linkIds('all'),
      (ids) => seen.push(ids.length),
    )
    await Promise.all([
      link('a', []),
      db.transaction('rw', db.links, () => db.links.count()),
      db.settings.put({ key: 'hostPause', value: 2 }),
    ])
    await expect.poll(() => seen.at(-1)).toBe(1)
    stop()
    expect(db.name).not.toBe('linkshot')
  })
})
