import type { FrameCapture } from '../model/frame-capture.ts'

/** The reports of frames that have a place in what is kept of the page. A frame that can't tell its place may. */
export function onlyShown(captures: FrameCapture[]): FrameCapture[] {
  const children = new Map(
    captures.flatMap(({ documents }) =>
      documents.map((each) => [each.key, each.children.map(({ key }) => key)] as const),
    ),
  )
  const shown = new Set(['0'])
  for (const key of shown) for (const child of children.get(key) ?? []) shown.add(child)
  return captures.filter(({ documents }) => {
    const key = documents[0]?.key ?? ''
    return shown.has(key) || key.includes('?')
  })
}
