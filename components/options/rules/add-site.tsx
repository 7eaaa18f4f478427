import { Plus } from 'lucide'
import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { type SiteRule, typedHost } from '../../../utils/model/capture-rule.ts'
import { Button } from '../../ui/button.tsx'
import { onEnterOrEscape } from '../../ui/on-enter-or-escape.ts'
import { TextField } from '../../ui/text-field.tsx'

interface Props {
  sites: SiteRule[]
  /** What stands in the field at first. */
  typed: string
  field: RefObject<HTMLInputElement | null>
  add: (host: string) => void
  /** Shows a site that is there already. */
  show: (host: string) => void
}

/** The field that makes a rule for a site; one that is there is gone to. */
export function AddSite({ sites, typed, field, add, show }: Props) {
  const [text, setText] = useState(typed)
  const [problem, setProblem] = useState('')
  const edit = (now: string) => {
    setProblem('')
    setText(now)
  }
  const submit = () => {
    const host = typedHost(text)
    if (!host) return setProblem(t('rules.badSite'))
    if (sites.some((site) => site.host === host)) {
      setProblem(t('rules.siteExists', host))
      return show(host)
    }
    edit('')
    add(host)
  }
  return (
    <div class="rule-add">
      <div class="rule-add-line">
        <TextField
          label={t('rules.site')}
          placeholder={t('rules.sitePlaceholder')}
          icon={Plus}
          inputMode="url"
          input={field}
          data-role="add-site"
          value={text}
          onText={edit}
          invalid={problem !== ''}
          onKeyDown={onEnterOrEscape(submit, () => edit(''))}
        />
        <Button
          look={text.trim() === '' ? 'plain' : 'primary'}
          data-action="add-site"
          onClick={submit}
        >
          {t('rules.add')}
        </Button>
      </div>
      {problem && (
        <p class="rule-bad" role="alert" data-role="bad-site">
          {problem}
        </p>
      )}
    </div>
  )
}
