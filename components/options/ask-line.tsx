import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { showFailure } from '../ui/run-act.ts'

interface Props {
  /** Its name, for tests: 'sign-out' also has 'keep-sign-out' and 'confirm-sign-out'. */
  name: string
  /** What stands at the start of the line. */
  children: ComponentChildren
  /** Other buttons beside the one that asks. */
  others?: ComponentChildren
  open: string
  /** What the button says to those who do not see the line. */
  openLabel?: string
  small?: boolean
  disabled?: boolean
  /** How much it is about, for tests. */
  bytes?: number | undefined
  question: ComponentChildren
  keep: string
  confirm: string
  busy: string
  run: () => Promise<void>
}

type State = 'idle' | 'asking' | 'busy'

/** A line with an act that nothing undoes, and so asks first. */
export function AskLine(props: Props) {
  const {
    name,
    children,
    others,
    open,
    openLabel,
    question,
    run,
    small = false,
    disabled,
    bytes,
  } = props
  const [state, setState] = useState<State>('idle')
  const box = useFollow(state, name)
  const confirmed = async () => {
    setState('busy')
    await run().catch(showFailure)
    setState('idle')
  }
  return (
    <div ref={box} class="options-line" data-role={name} data-bytes={bytes}>
      {children}
      {state === 'idle' && (
        <div class="options-actions">
          {others}
          <Button
            size={small ? 'small' : 'medium'}
            data-action={name}
            disabled={disabled === true}
            {...(openLabel ? { 'aria-label': openLabel } : {})}
            onClick={() => setState('asking')}
          >
            {open}
          </Button>
        </div>
      )}
      {state !== 'idle' && (
        <div class="options-ask" role="alertdialog" aria-label={openLabel ?? open}>
          <div class="options-ask-text">{question}</div>
          <Answers
            {...props}
            isBusy={state === 'busy'}
            leave={() => setState('idle')}
            sure={confirmed}
          />
        </div>
      )}
    </div>
  )
}

interface AnswerProps extends Pick<Props, 'name' | 'keep' | 'confirm' | 'busy'> {
  isBusy: boolean
  leave: () => void
  sure: () => Promise<void>
}

function Answers({ name, keep, confirm, busy, isBusy, leave, sure }: AnswerProps) {
  return (
    <div class="options-answers">
      <Button look="quiet" data-action={`keep-${name}`} disabled={isBusy} onClick={leave}>
        {keep}
      </Button>
      <Button
        look="danger"
        data-action={`confirm-${name}`}
        disabled={isBusy}
        onClick={() => void sure()}
      >
        {isBusy ? busy : confirm}
      </Button>
    </div>
  )
}

/** Takes the focus along as the question comes and goes; it begins at the harmless answer. */
function useFollow(state: State, name: string) {
  const box = useRef<HTMLDivElement>(null)
  const last = useRef(state)
  useEffect(() => {
    const to = state === 'asking' ? `keep-${name}` : name
    if (state !== last.current) {
      box.current?.querySelector<HTMLElement>(`[data-action=${to}]`)?.focus()
    }
    last.current = state
  }, [state, name])
  return box
}
