import { useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import type { Account } from '../../../utils/model/account.ts'
import type { Settings } from '../../../utils/model/setting.ts'
import { showFailure } from '../../ui/run-act.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast-store.ts'
import type { OptionsProps } from '../options-props.ts'
import { AccountCard } from './account-card.tsx'
import { FetchPages } from './fetch-pages.tsx'
import { FreeBodies } from './free-bodies.tsx'
import { ProjectForm } from './project-form.tsx'
import { ProjectLine } from './project-line.tsx'
import { RejectedCard } from './rejected-card.tsx'
import { saveRejected } from './save-rejected.ts'
import { SignInCard } from './sign-in-card.tsx'
import { SyncCard } from './sync-card.tsx'
import { type Cloud as CloudState, useCloud, useLinksHere, useProviders } from './use-cloud.ts'
import './cloud.css'

type Props = Pick<OptionsProps, 'dataConsent' | 'signInAddress'> & { settings: Settings }

/** The owner's Supabase project, who is signed in to it, and how sync stands. */
export function Cloud(props: Props) {
  const cloud = useCloud()
  return (
    <div class="cloud" data-role="cloud" data-state={cloud?.account.state ?? 'loading'}>
      {cloud?.account.url === '' && <p class="options-hint cloud-intro">{t('cloud.intro')}</p>}
      {cloud ? <Shown {...props} cloud={cloud} /> : <Skeleton height="160px" />}
    </div>
  )
}

function Shown({ cloud, ...props }: Props & { cloud: CloudState }) {
  const { account } = cloud
  if (account.state === 'signed-in') return <SignedIn cloud={cloud} settings={props.settings} />
  if (account.state === 'expired') {
    return (
      <>
        <SignIn {...props} account={account} />
        <SignedIn cloud={cloud} settings={props.settings} />
      </>
    )
  }
  return <SignedOut {...props} account={account} />
}

interface SignedInProps {
  cloud: CloudState
  settings: Settings
}

function SignedIn({ cloud: { account, view, rejected }, settings }: SignedInProps) {
  return (
    <>
      {view && (
        <SyncCard
          view={view}
          expired={account.state === 'expired'}
          syncNow={(removals) => tell(send('sync-now', removals ? { removals } : {}))}
        />
      )}
      {view && view.rejected > 0 && (
        <RejectedCard
          records={rejected}
          total={view.rejected}
          retry={(ids) => tell(send('retry-rejected', ids ? { ids } : {}))}
          discard={(ids) => send('discard-rejected', { ids })}
          save={() => tell(saveRejected())}
        />
      )}
      {view && <FetchPages settings={settings} />}
      {view && <FreeBodies view={view} />}
      <AccountCard
        account={account}
        unsent={view ? view.unsent + view.bodies : 0}
        signOut={(everywhere) => send('sign-out', { everywhere })}
        deleteData={() => send('delete-cloud-data', {})}
      />
    </>
  )
}

/** The project is chosen first; the form comes back to choose another one. */
function SignedOut(props: Props & { account: Account }) {
  const { account, signInAddress } = props
  const [changing, setChanging] = useState(false)
  const close = () => setChanging(false)
  const known = account.url !== ''
  if (known && !changing) {
    return (
      <>
        <SignIn {...props} />
        <ProjectLine url={account.url} change={() => setChanging(true)} />
      </>
    )
  }
  return (
    <ProjectForm
      url={account.url}
      apiKey={account.key}
      signInAddress={signInAddress()}
      connect={(url, key) => send('use-project', { url, key })}
      connected={close}
      {...(known ? { cancel: close, forget: () => tell(forget().then(close)) } : {})}
    />
  )
}

async function forget(): Promise<void> {
  await send('forget-project', {})
  showToast(t('cloud.forgotten'))
}

function SignIn({ account, dataConsent, signInAddress }: Props & { account: Account }) {
  const { project, askAgain } = useProviders(account.url)
  const links = useLinksHere(account)
  return (
    <SignInCard
      account={account}
      project={project}
      askAgain={askAgain}
      links={links}
      dataConsent={dataConsent}
      signInAddress={signInAddress()}
      signIn={(provider, takesOver) => send('sign-in', { provider, takesOver })}
    />
  )
}

/** What a click began; only its failure is said. */
const tell = (work: Promise<unknown>): void => void work.catch(showFailure)
