import { CircleAlert, LogIn } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import type { Account } from '../../../utils/model/account.ts'
import type { ProjectAnswer, SignInAnswer } from '../../../utils/model/cloud.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import { showFailure } from '../../ui/run-act.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { DataConsent } from '../options-props.ts'
import { Section } from '../section.tsx'
import { ProjectFault, SignInFault, type SignInFaultReason } from './fault.tsx'
import { providerName } from './provider-name.ts'
import { TakeOver } from './take-over.tsx'

export interface SignInCardProps {
  account: Account
  /** What the project lets people sign in with; undefined while it is asked. */
  project: ProjectAnswer | undefined
  askAgain: () => void
  /** Number of links that could go into the account; undefined where none may. */
  links: number | undefined
  dataConsent: DataConsent
  signInAddress: string
  signIn: (provider: string, takesOver: boolean) => Promise<SignInAnswer>
}

/** A button for each way to sign in, and what becomes of what is here already. */
export function SignInCard(props: SignInCardProps) {
  const { account, project, links, signInAddress } = props
  const [takesOver, setTakesOver] = useState(true)
  const form = useSignIn(props)
  // Nothing goes into an account that nobody was asked about.
  const begin = (id: string) => form.begin(id, takesOver && links !== undefined)
  return (
    <Section title={t('cloud.signInTitle')}>
      <div class="cloud-form" data-role="sign-in" data-busy={form.busy !== ''}>
        {account.state === 'expired' && <Expired name={account.name} />}
        {links !== undefined && links > 0 && (
          <TakeOver
            links={links}
            takesOver={takesOver}
            choose={setTakesOver}
            disabled={form.busy !== ''}
          />
        )}
        {form.fault && <SignInFault {...form.fault} signInAddress={signInAddress} />}
        <Providers {...props} busy={form.busy} choose={begin} />
        {project?.ok && !project.signUps && (
          <p class="options-hint cloud-small">{t('cloud.signUpsClosed')}</p>
        )}
        {form.asksFirst && <p class="options-hint cloud-small">{t('cloud.consentHint')}</p>}
      </div>
    </Section>
  )
}

function Expired({ name }: { name: string }) {
  return (
    <Note icon={CircleAlert} tone="warn">
      <p>{t('cloud.expired')}</p>
      {name && <p class="cloud-small">{t('cloud.expiredAs', name)}</p>}
    </Note>
  )
}

/** The consent is asked for first, in the click itself: browsers refuse it after an await. */
function useSignIn({ dataConsent, signIn }: Pick<SignInCardProps, 'dataConsent' | 'signIn'>) {
  const [busy, setBusy] = useState('')
  const [fault, setFault] = useState<{ reason: SignInFaultReason; detail: string }>()
  const [asksFirst, setAsksFirst] = useState(false)
  const readConsent = () => dataConsent.has().then((given) => setAsksFirst(!given), console.error)
  useEffect(() => void readConsent(), [dataConsent])
  const begin = async (provider: string, takesOver: boolean) => {
    const consent = dataConsent.request()
    setBusy(provider)
    setFault(undefined)
    try {
      const answer: SignInAnswer | { ok: false; reason: 'no-consent'; detail: string } =
        (await consent)
          ? await signIn(provider, takesOver)
          : { ok: false, reason: 'no-consent', detail: '' }
      if (!answer.ok) setFault(answer)
    } catch (error) {
      showFailure(error)
    }
    setBusy('')
  }
  return { busy, fault, asksFirst, begin }
}

interface ProvidersProps extends Pick<SignInCardProps, 'project' | 'askAgain'> {
  busy: string
  choose: (provider: string) => Promise<void>
}

function Providers({ project, askAgain, busy, choose }: ProvidersProps) {
  if (!project) {
    return (
      <div aria-busy="true" aria-label={t('cloud.providersLoading')} role="status">
        <Skeleton height="32px" />
      </div>
    )
  }
  if (!project.ok) {
    return (
      <ProjectFault reason={project.reason} detail={project.detail}>
        <div class="ui-note-actions">
          <Button size="small" data-action="ask-project" onClick={askAgain}>
            {t('ui.retry')}
          </Button>
        </div>
      </ProjectFault>
    )
  }
  return (
    <div class="cloud-providers">
      {project.providers.map((id) => (
        <Button
          key={id}
          look={project.providers.length === 1 ? 'primary' : 'plain'}
          icon={LogIn}
          data-action="sign-in"
          data-provider={id}
          disabled={busy !== ''}
          onClick={() => void choose(id)}
        >
          {busy === id ? t('cloud.signingIn') : t('cloud.signInWith', providerName(id))}
        </Button>
      ))}
    </div>
  )
}
