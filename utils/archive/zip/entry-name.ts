import { LinkshotError } from '../../model/error.ts'

/** UTF-8 whether the entry says so or not: exports have no other names. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // Never asked for, so how it reads does not matter; it only has to be the same each time.
    return new TextDecoder('latin1').decode(bytes)
  }
}

const MAX_NAME = 1000

/**
 * A name that stays below the folder it is unpacked to. Nothing is ever unpacked here, but a file that
 * holds other names was made to do harm.
 * @throws LinkshotError 'zip-unsafe'
 */
export function checkName(name: string): string {
  const parts = name.split('/')
  const bad =
    name === '' ||
    name.length > MAX_NAME ||
    /[\p{Cc}\\]/u.test(name) ||
    /^(?:\/|[a-z]:)/i.test(name) ||
    parts.some((part) => part === '..' || part === '.')
  if (bad) throw new LinkshotError('zip-unsafe', `name ${name.slice(0, 100)}`)
  return name
}
