/** A place in a cleaned document that refers to stored bodies; filled once their addresses are known. */
export type Slot =
  | { kind: 'source'; element: Element; attribute: Attr; url: string }
  | { kind: 'srcset'; element: Element; attribute: Attr; candidates: Candidate[] }
  | { kind: 'style'; attribute: Attr }
  | { kind: 'sheet'; element: Element }
  | { kind: 'link'; element: Element; url: string }
  | { kind: 'frame'; element: Element; key: string }
  | { kind: 'instruction'; node: ProcessingInstruction; url: string; media: string }

/** One of the pictures a `srcset` offers. */
export interface Candidate {
  url: string
  /** Width or density, with the blank before it; '' if there is none. */
  descriptor: string
}

/** Splits a `srcset` as browsers do: an address runs to the next blank, its last commas end it. */
export function parseSrcset(value: string): Candidate[] {
  const found: Candidate[] = []
  const candidate = /[\s,]*([^\s]+)((?:\s+[^,(]*(?:\([^)]*\)?)?[^,]*)?)/y
  for (let part = candidate.exec(value); part; part = candidate.exec(value)) {
    const [, url = '', descriptor = ''] = part
    const bare = url.replace(/,+$/, '')
    if (bare !== url) candidate.lastIndex = part.index + part[0].length - descriptor.length
    if (bare) found.push({ url: bare, descriptor: bare === url ? descriptor.trimEnd() : '' })
  }
  return found
}

export const srcsetText = (candidates: Candidate[]): string =>
  candidates.map(({ url, descriptor }) => url + descriptor).join(', ')
