import { ChevronRight, Trash2 } from 'lucide'
import { useId } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import type { CaptureRule, SiteRule } from '../../../utils/model/capture-rule.ts'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { SiteIcon } from '../../ui/site-icon.tsx'
import { RuleFields } from './rule-fields.tsx'
import { ruleText } from './rule-text.ts'

interface Props {
  site: SiteRule
  usual: Required<CaptureRule>
  open: boolean
  toggle: () => void
  change: (rule: CaptureRule) => void
  remove: () => void
}

/** A site and what its rule says; opens to be changed. */
export function SiteRow({ site, usual, open, toggle, change, remove }: Props) {
  const { host, ...rule } = site
  const fields = useId()
  const said = ruleText(rule)
  return (
    <li class="rule-site" data-site={host}>
      <div class="rule-site-head">
        <button
          type="button"
          class="rule-site-open"
          data-action="edit-site"
          aria-expanded={open}
          {...(open ? { 'aria-controls': fields } : {})}
          title={t('rules.edit', host)}
          onClick={toggle}
          onKeyDown={(event) => {
            if (event.key === 'Delete') remove()
            if (event.key === 'Escape' && open) toggle()
          }}
        >
          <SiteIcon url={`https://${host}/`} />
          <span class="rule-site-text">
            <span class="rule-site-host" dir="ltr">
              {host}
            </span>
            <span class="rule-site-says">{said || t('rules.usual')}</span>
          </span>
          <Icon node={ChevronRight} />
        </button>
        <IconButton
          icon={Trash2}
          label={t('rules.delete', host)}
          data-action="delete-site"
          onClick={remove}
        />
      </div>
      {open && (
        <fieldset class="rule-site-fields" id={fields} aria-label={host}>
          <RuleFields rule={rule} change={change} usual={usual} />
        </fieldset>
      )}
    </li>
  )
}
