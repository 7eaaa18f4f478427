import { t } from '../../../utils/i18n/t.ts'
import { DEFAULT_RULE, typedHost } from '../../../utils/model/capture-rule.ts'
import type { Settings } from '../../../utils/model/setting.ts'
import { Section } from '../section.tsx'
import { RuleFields } from './rule-fields.tsx'
import { SiteRules } from './site-rules.tsx'
import { useRules } from './use-rules.ts'
import './rules.css'

/** What is left out of kept pages: everywhere, and on single sites. */
export function Rules({ settings }: { settings: Settings }) {
  const { rules, change } = useRules(settings.captureRules)
  return (
    <>
      <Section title={t('rules.all')} hint={t('rules.allHint')}>
        <RuleFields
          rule={{ ...DEFAULT_RULE, ...rules.all }}
          change={(all) => change((now) => ({ ...now, all }))}
        />
      </Section>
      <SiteRules rules={rules} change={change} asked={askedSite()} />
    </>
  )
}

/** The site in an address such as `options.html#rules?site=example.com`. */
const askedSite = (): string =>
  typedHost(new URLSearchParams(location.hash.replace(/^[^?]*/, '')).get('site') ?? '')
