import { Fragment } from 'preact'
import type { Excerpt } from '../../../utils/search/excerpt/make-excerpt.ts'
import type { MarkedPart } from '../../../utils/search/mark-matches.ts'
import './marked.css'

/** A text with what was searched for marked. */
export function Marked({ parts }: { parts: readonly MarkedPart[] }) {
  return (
    <>
      {parts.map(({ text, match }, index) =>
        match ? (
          <mark key={index} class="marked">
            {text}
          </mark>
        ) : (
          <Fragment key={index}>{text}</Fragment>
        ),
      )}
    </>
  )
}

/** Some lines of a page around what was searched for. */
export function ExcerptLines({ excerpt }: { excerpt: Excerpt }) {
  return (
    <p class="row-excerpt" dir="auto" data-role="excerpt">
      {excerpt.cutBefore && '…'}
      <Marked parts={excerpt.parts} />
      {excerpt.cutBehind && '…'}
    </p>
  )
}
