import { Merge } from 'lucide'
import { useState } from 'preact/hooks'
import { type MessageKey, t, tn } from '../../../utils/i18n/t.ts'
import type { LikeReason } from '../../../utils/links/group-duplicates.ts'
import type { Link } from '../../../utils/model/link.ts'
import { Button } from '../../ui/button.tsx'
import { defaultKeeper } from './default-keeper.ts'
import { mergeInto, setApart } from './duplicate-acts.ts'
import { DuplicateRow } from './duplicate-row.tsx'

const WHY: Record<LikeReason, MessageKey> = {
  address: 'duplicates.byAddress',
  canonical: 'duplicates.byCanonical',
  text: 'duplicates.byText',
  title: 'duplicates.byTitle',
}

interface Props {
  reasons: LikeReason[]
  links: Link[]
  openViewer: (snapshot: string) => void
  openAddress: (url: string) => void
}

/** Links that may be one page: one is picked to stay, or all are told apart. */
export function DuplicateGroup({ reasons, links, openViewer, openAddress }: Props) {
  const [picked, setPicked] = useState(0)
  const keep = links.some(({ id }) => id === picked) ? picked : defaultKeeper(links)
  const name = links[0]?.title || links[0]?.url || ''
  return (
    <section class="like-group" data-role="duplicate-group" aria-label={name}>
      <ul class="like-reasons" aria-label={t('duplicates.why')}>
        {reasons.map((reason) => (
          <li key={reason} class="ui-tag" data-reason={reason}>
            {t(WHY[reason])}
          </li>
        ))}
      </ul>
      <fieldset class="like-links">
        <legend class="ui-hidden">{t('duplicates.keep')}</legend>
        {links.map((link) => (
          <DuplicateRow
            key={link.id}
            link={link}
            name={`keep-${links[0]?.id}`}
            chosen={link.id === keep}
            choose={() => setPicked(link.id)}
            open={() => (link.latest ? openViewer(link.latest) : openAddress(link.url))}
            leaveOut={links.length > 2 ? () => void setApart(links, link) : undefined}
          />
        ))}
      </fieldset>
      <div class="like-acts">
        <Button
          icon={Merge}
          data-action="merge"
          onClick={(event) => act(event.currentTarget, mergeInto(keep, links))}
        >
          {tn('duplicates.merge', links.length)}
        </Button>
        <Button
          look="quiet"
          data-action="apart"
          onClick={(event) => act(event.currentTarget, setApart(links))}
        >
          {t('duplicates.apart')}
        </Button>
      </div>
    </section>
  )
}

/** The keys go on with the next group: this one leaves with its buttons. */
function act(button: HTMLElement, done: Promise<unknown>): void {
  const group = button.closest('.like-group')
  const next = group?.nextElementSibling ?? group?.previousElementSibling
  void done.then(() => next?.querySelector<HTMLElement>('[data-action=merge]')?.focus())
}
