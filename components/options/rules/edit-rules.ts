import type { CaptureRule, CaptureRules, SiteRule } from '../../../utils/model/capture-rule.ts'

/** A rule that says something else of one thing, or with undefined nothing. */
export function withField<K extends keyof CaptureRule>(
  rule: CaptureRule,
  field: K,
  value: CaptureRule[K] | undefined,
): CaptureRule {
  const { [field]: _, ...others } = rule
  return value === undefined ? others : { ...others, [field]: value }
}

/** Puts a site's rule in the place of the one it has, if it has one. */
export const withSite = (rules: CaptureRules, site: SiteRule): CaptureRules => ({
  ...rules,
  sites: [...rules.sites.filter(({ host }) => host !== site.host), site],
})

export const withoutSite = (rules: CaptureRules, host: string): CaptureRules => ({
  ...rules,
  sites: rules.sites.filter((site) => site.host !== host),
})

/** The sites as they are listed: those of one domain beside each other, the wider first. */
export const listed = ({ sites }: CaptureRules): SiteRule[] =>
  [...sites].sort((a, b) => order(a.host).localeCompare(order(b.host), 'en'))

const order = (host: string): string => host.split('.').reverse().join(' ')
