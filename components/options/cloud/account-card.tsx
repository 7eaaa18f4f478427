import { useState } from 'preact/hooks'
import { t, tn } from '../../../utils/i18n/t.ts'
import type { Account } from '../../../utils/model/account.ts'
import { hostOf } from '../../ui/format.ts'
import { showToast } from '../../ui/toast-store.ts'
import { AskLine } from '../ask-line.tsx'
import { Line } from '../line.tsx'
import { Section } from '../section.tsx'
import { providerName } from './provider-name.ts'

export interface AccountCardProps {
  account: Account
  /** Changes that the cloud does not have yet. */
  unsent: number
  signOut: (everywhere: boolean) => Promise<void>
  deleteData: () => Promise<void>
}

/** Who is signed in, and the ways out. */
export function AccountCard({ account, unsent, signOut, deleteData }: AccountCardProps) {
  const remove = async () => {
    await deleteData()
    showToast(t('cloud.deleted'))
  }
  return (
    <Section title={t('cloud.account')}>
      {account.state === 'signed-in' && <Who {...account} />}
      <SignOutLine unsent={unsent} signOut={signOut} />
      {account.state === 'signed-in' && (
        <AskLine
          name="delete-data"
          open={t('cloud.delete')}
          question={<p>{t('cloud.deleteAsk')}</p>}
          keep={t('cloud.keepData')}
          confirm={t('cloud.deleteNow')}
          busy={t('cloud.deleting')}
          run={remove}
        >
          <Text label={t('cloud.deleteLabel')} hint={t('cloud.deleteHint')} />
        </AskLine>
      )}
    </Section>
  )
}

function Who({ name, userId, provider, url }: Account) {
  const hint = t('cloud.accountWith', providerName(provider), hostOf(url))
  return <Line label={name || userId} hint={hint} />
}

function SignOutLine({ unsent, signOut }: Pick<AccountCardProps, 'unsent' | 'signOut'>) {
  const [everywhere, setEverywhere] = useState(false)
  return (
    <AskLine
      name="sign-out"
      open={t('cloud.signOut')}
      question={
        <>
          <p>{unsent > 0 ? tn('cloud.signOutUnsent', unsent) : t('cloud.signOutAsk')}</p>
          <label class="cloud-check">
            <input
              type="checkbox"
              data-role="everywhere"
              checked={everywhere}
              onChange={(event) => setEverywhere(event.currentTarget.checked)}
            />
            {t('cloud.everywhere')}
          </label>
        </>
      }
      keep={t('cloud.staySignedIn')}
      confirm={t('cloud.signOutNow')}
      busy={t('cloud.signingOut')}
      run={() => signOut(everywhere)}
    >
      <Text label={t('cloud.signOutLabel')} hint={t('cloud.signOutHint')} />
    </AskLine>
  )
}

function Text({ label, hint }: { label: string; hint: string }) {
  return (
    <div class="options-text">
      <p class="options-label">{label}</p>
      <p class="options-hint">{hint}</p>
    </div>
  )
}
