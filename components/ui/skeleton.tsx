import './skeleton.css'

interface Props {
  /** CSS lengths; the height defaults to a line of text. */
  width?: string
  height?: string
}

/** Stands where content is about to appear. */
export function Skeleton({ width = '100%', height = '1em' }: Props) {
  return <span class="ui-skeleton" style={{ width, height }} aria-hidden="true" />
}
