import { t } from '../../../utils/i18n/t.ts'
import type { CaptureRule } from '../../../utils/model/capture-rule.ts'
import { Choice } from '../choice.tsx'
import { withField } from './edit-rules.ts'
import { MediaField } from './media-field.tsx'

interface Props {
  rule: CaptureRule
  change: (rule: CaptureRule) => void
  /** What holds where the rule says nothing; a rule for all sites always says something. */
  usual?: Required<CaptureRule>
}

/** What a rule says of each kind of thing. */
export function RuleFields({ rule, change, usual }: Props) {
  return (
    <>
      <MediaField
        media={rule.media}
        change={(media) => change(withField(rule, 'media', media))}
        usual={usual?.media}
      />
      <KeptOrNot
        field="fonts"
        {...(usual ? {} : { hint: t('rules.fontsHint') })}
        rule={rule}
        change={change}
        usual={usual}
      />
      <KeptOrNot
        field="scripts"
        {...(usual ? {} : { hint: t('rules.scriptsHint') })}
        rule={rule}
        change={change}
        usual={usual}
      />
    </>
  )
}

interface KeptProps {
  field: 'fonts' | 'scripts'
  hint?: string
  rule: CaptureRule
  change: (rule: CaptureRule) => void
  usual: Props['usual']
}

const VALUES = { yes: true, no: false, usual: undefined }

function KeptOrNot({ field, hint, rule, change, usual }: KeptProps) {
  const said = rule[field]
  const name = (kept: boolean) => t(kept ? 'rules.keep' : 'rules.leaveOut')
  const shown = usual && said === undefined ? t('rules.usualIs', name(usual[field])) : hint
  return (
    <Choice
      label={t(`rules.${field}`)}
      setting={field}
      {...(shown ? { hint: shown } : {})}
      value={said === undefined ? 'usual' : said ? 'yes' : 'no'}
      choose={(value) => change(withField(rule, field, VALUES[value]))}
      options={[
        ...(usual ? [{ value: 'usual' as const, name: t('rules.usual') }] : []),
        { value: 'yes', name: name(true) },
        { value: 'no', name: name(false) },
      ]}
    />
  )
}
