import { setting } from '../../../utils/db/queries.ts'
import { t, tn } from '../../../utils/i18n/t.ts'
import { apartKey } from '../../../utils/links/group-duplicates.ts'
import { send } from '../../../utils/messaging/send.ts'
import type { Link } from '../../../utils/model/link.ts'
import { runAct, showFailure } from '../../ui/run-act.ts'
import { showToast } from '../../ui/toast-store.ts'

/** Makes links one, with Undo. @returns whether it worked */
export function mergeInto(keep: number, links: readonly Link[]): Promise<boolean> {
  const others = links.map(({ id }) => id).filter((id) => id !== keep)
  return runAct(tn('duplicates.merged', links.length), send('merge-links', { keep, others }))
}

/** Remembers that a link is another page than these, or, where none is given, that all of them are; with Undo. */
export async function setApart(links: readonly Link[], one?: Link): Promise<void> {
  const pairs = links.flatMap((a, at) =>
    links.slice(at + 1).flatMap((b) => (!one || a === one || b === one ? [pairOf(a, b)] : [])),
  )
  try {
    await change((known) => [...new Set([...known, ...pairs])])
    const undo = () =>
      void change((known) => known.filter((pair) => !pairs.includes(pair))).catch(showFailure)
    showToast(t('duplicates.setApart'), { undo })
  } catch (error) {
    showFailure(error)
  }
}

const pairOf = (a: Link, b: Link): string => apartKey(a.uid, b.uid)

async function change(next: (known: string[]) => string[]): Promise<void> {
  await send('set-setting', { key: 'linksApart', value: next(await setting('linksApart')) })
}
