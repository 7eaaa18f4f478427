import { canonicalJson } from './canonical-json.ts'

/** A text's hash says what it is. */
export const textDigestLine = ({ hash, length }: { hash: string; length: number }): string =>
  canonicalJson({ hash, length })
