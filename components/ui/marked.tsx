import { Fragment } from 'preact'
import './marked.css'

interface Part {
  text: string
  match: boolean
}

interface Props {
  parts: readonly Part[]
  /** Whether the text goes on before and behind what is shown. */
  cutBefore?: boolean
  cutBehind?: boolean
}

/** A text with what was searched for marked. */
export function Marked({ parts, cutBefore = false, cutBehind = false }: Props) {
  return (
    <>
      {cutBefore && '…'}
      {parts.map(({ text, match }, index) =>
        match ? (
          <mark key={index} class="marked">
            {text}
          </mark>
        ) : (
          <Fragment key={index}>{text}</Fragment>
        ),
      )}
      {cutBehind && '…'}
    </>
  )
}
