import { CircleAlert } from 'lucide'
import type { ComponentChildren } from 'preact'
import { projectText, signInText, t } from '../../../utils/i18n/t.ts'
import type { ProjectReason, SignInReason } from '../../../utils/model/cloud.ts'
import { Icon } from '../../ui/icon.tsx'
import { CopyLine } from './copy-line.tsx'

interface Props {
  text: string
  reason: string
  /** What the other side said, for those who look further. */
  detail?: string
  /** What helps. */
  children?: ComponentChildren
}

/** Says what is in the way and what to do about it. */
function Fault({ text, reason, detail = '', children }: Props) {
  return (
    <div class="ui-note ui-note-danger" role="alert" data-role="fault" data-reason={reason}>
      <Icon node={CircleAlert} />
      <div class="ui-note-body">
        <p>{text}</p>
        {detail && (
          <p class="cloud-detail" dir="auto">
            {detail}
          </p>
        )}
        {children}
      </div>
    </div>
  )
}

interface ProjectProps {
  reason: ProjectReason
  detail: string
  children?: ComponentChildren
}

/** Reasons whose sentence leaves open what exactly was said. */
const UNCLEAR: ReadonlySet<string> = new Set(['server', 'not-supabase', 'provider-disabled'])

const telling = (reason: string, detail: string): string => (UNCLEAR.has(reason) ? detail : '')

export function ProjectFault({ reason, detail, children }: ProjectProps) {
  return (
    <Fault reason={reason} text={projectText(reason)} detail={telling(reason, detail)}>
      {children}
    </Fault>
  )
}

/** Why somebody is not signed in; the browser's own question may have been answered with no. */
export type SignInFaultReason = SignInReason | 'no-consent'

interface SignInProps {
  reason: SignInFaultReason
  detail: string
  signInAddress: string
}

/** What the window showed is unknown: it may have been closed over an address that was refused. */
const BY_ADDRESS: ReadonlySet<string> = new Set(['cancelled', 'redirect-not-allowed'])

export function SignInFault({ reason, detail, signInAddress }: SignInProps) {
  const text = reason === 'no-consent' ? t('cloud.consentRefused') : signInText(reason)
  return (
    <Fault reason={reason} text={text} detail={telling(reason, detail)}>
      {BY_ADDRESS.has(reason) && (
        <>
          <CopyLine text={signInAddress} name={t('cloud.redirect')} />
          <p class="cloud-small">{t('cloud.redirectWhere')}</p>
        </>
      )}
    </Fault>
  )
}
