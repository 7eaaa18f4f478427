import { ListFilter } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import {
  type CaptureRules,
  ruleFor,
  type SiteRule,
  siteOf,
} from '../../../utils/model/capture-rule.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { Section } from '../section.tsx'
import { AddSite } from './add-site.tsx'
import { listed, withoutSite, withSite } from './edit-rules.ts'
import { SiteRow } from './site-row.tsx'
import type { ChangeRules } from './use-rules.ts'

interface Props {
  rules: CaptureRules
  change: ChangeRules
  /** The site the page was opened for, '' for none. */
  asked: string
}

/** The rules of single sites, one of them open. */
export function SiteRules({ rules, change, asked }: Props) {
  const has = (host: string) => rules.sites.some((site) => site.host === host)
  const [open, setOpen] = useState(() => siteOf(rules, `https://${asked}/`)?.host ?? '')
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => void (asked && (has(asked) ? rowOf(asked)?.focus() : field.current?.focus())), [])
  useEffect(() => rowOf(open)?.scrollIntoView({ block: 'nearest' }), [open])

  const rowOf = (host: string) =>
    [...(list.current?.querySelectorAll<HTMLElement>('[data-action=edit-site]') ?? [])].find(
      (row) => row.closest<HTMLElement>('[data-site]')?.dataset['site'] === host,
    )
  const add = (host: string) => {
    change((now) => withSite(now, { host }))
    setOpen(host)
  }
  const remove = (site: SiteRule) => {
    const next = neighbour(rules, site.host)
    change((now) => withoutSite(now, site.host))
    if (next) rowOf(next)?.focus()
    else field.current?.focus()
    showToast(t('rules.deleted', site.host), { undo: () => change((now) => withSite(now, site)) })
  }
  return (
    <Section title={t('rules.sites')} hint={t('rules.sitesHint')}>
      <AddSite
        sites={rules.sites}
        typed={has(asked) ? '' : asked}
        field={field}
        add={add}
        show={setOpen}
      />
      {rules.sites.length === 0 ? (
        <div class="rule-none">
          <EmptyState icon={ListFilter} title={t('rules.none')}>
            <p>{t('rules.noneHint')}</p>
          </EmptyState>
        </div>
      ) : (
        <ul class="rule-sites" ref={list} aria-label={t('rules.sites')}>
          {listed(rules).map((site) => (
            <SiteRow
              key={site.host}
              site={site}
              usual={usualFor(rules, site.host)}
              open={open === site.host}
              toggle={() => setOpen(open === site.host ? '' : site.host)}
              change={(rule) => change((now) => withSite(now, { ...rule, host: site.host }))}
              remove={() => remove(site)}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

/** What would hold on a site without its own rule. */
const usualFor = (rules: CaptureRules, host: string) =>
  ruleFor(withoutSite(rules, host), `https://${host}/`)

function neighbour(rules: CaptureRules, host: string): string | undefined {
  const hosts = listed(rules).map((site) => site.host)
  const at = hosts.indexOf(host)
  return hosts[at + 1] ?? hosts[at - 1]
}
