import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import type { ProjectAnswer, ProjectReason } from '../../../utils/model/cloud.ts'
import { Button } from '../../ui/button.tsx'
import { onEnterOrEscape } from '../../ui/on-enter-or-escape.ts'
import { showFailure } from '../../ui/run-act.ts'
import { TextField } from '../../ui/text-field.tsx'
import { Section } from '../section.tsx'
import { ProjectFault } from './fault.tsx'
import { SetUpSteps } from './set-up-steps.tsx'

export interface ProjectFormProps {
  /** What is in the fields at first. */
  url: string
  apiKey: string
  signInAddress: string
  connect: (url: string, key: string) => Promise<ProjectAnswer>
  connected: () => void
  /** Where there is a project already: leaves it as it is, or forgets it. */
  cancel?: () => void
  forget?: () => void
}

type Refusal = { reason: ProjectReason; detail: string }

/** Which of the fields a reason is about; the others are about what answers there. */
const ABOUT_KEY: ReadonlySet<ProjectReason> = new Set(['bad-key', 'secret-key', 'wrong-key'])
const ABOUT_ADDRESS: ReadonlySet<ProjectReason> = new Set([
  'bad-address',
  'not-https',
  'unreachable',
  'not-supabase',
])

/** Takes a project's address and key, and says what is in the way of syncing with it. */
export function ProjectForm(props: ProjectFormProps) {
  const { signInAddress, cancel = () => {} } = props
  const form = useProjectForm(props)
  const { url, key, busy, refused } = form
  const keys = onEnterOrEscape(() => void form.submit(), cancel)
  return (
    <Section title={t(props.cancel ? 'cloud.projectOther' : 'cloud.project')}>
      <div class="cloud-form" data-role="project-form" data-busy={busy}>
        <Labelled name={t('cloud.address')}>
          <TextField
            label={t('cloud.address')}
            placeholder={t('cloud.addressPlaceholder')}
            inputMode="url"
            data-role="project-url"
            value={url}
            onText={form.setUrl}
            disabled={busy}
            invalid={refused !== undefined && ABOUT_ADDRESS.has(refused.reason)}
            onKeyDown={keys}
          />
        </Labelled>
        <Labelled name={t('cloud.key')} hint={t('cloud.keyHint')}>
          <TextField
            label={t('cloud.key')}
            placeholder={t('cloud.keyPlaceholder')}
            data-role="project-key"
            value={key}
            onText={form.setKey}
            disabled={busy}
            invalid={refused !== undefined && ABOUT_KEY.has(refused.reason)}
            onKeyDown={keys}
          />
        </Labelled>
        {refused && <ProjectFault {...refused} />}
        <FormButtons {...props} form={form} />
      </div>
      <SetUpSteps signInAddress={signInAddress} />
    </Section>
  )
}

type Form = ReturnType<typeof useProjectForm>

function useProjectForm({ url: first, apiKey, connect, connected }: ProjectFormProps) {
  const [url, setUrl] = useState(first)
  const [key, setKey] = useState(apiKey)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refusal>()
  const complete = url.trim() !== '' && key.trim() !== ''
  const submit = async () => {
    if (busy || !complete) return
    setBusy(true)
    setRefused(undefined)
    try {
      const answer = await connect(url.trim(), key.trim())
      if (answer.ok) connected()
      else setRefused(answer)
    } catch (error) {
      showFailure(error)
    }
    setBusy(false)
  }
  return { url, setUrl, key, setKey, busy, refused, complete, submit }
}

function FormButtons({ cancel, forget, form }: ProjectFormProps & { form: Form }) {
  const { busy, complete } = form
  return (
    <div class="cloud-form-buttons">
      <Button
        look="primary"
        data-action="connect"
        disabled={busy || !complete}
        onClick={() => void form.submit()}
      >
        {t(busy ? 'cloud.connecting' : 'cloud.connect')}
      </Button>
      {cancel && (
        <Button look="quiet" data-action="cancel-project" disabled={busy} onClick={cancel}>
          {t('cloud.cancel')}
        </Button>
      )}
      {forget && (
        <span class="cloud-at-end">
          <Button look="quiet" data-action="forget-project" disabled={busy} onClick={forget}>
            {t('cloud.forget')}
          </Button>
        </span>
      )}
    </div>
  )
}

interface LabelledProps {
  name: string
  hint?: string
  children: ComponentChildren
}

/** A field with its name above, for those who see it; the field says it itself. */
function Labelled({ name, hint, children }: LabelledProps) {
  return (
    <div class="cloud-labelled">
      <p class="cloud-label" aria-hidden="true">
        {name}
      </p>
      {children}
      {hint && <p class="options-hint cloud-small">{hint}</p>}
    </div>
  )
}
