const AROUND = /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|www\.(?=.)|\*?\.)+/i

/** A host, and a path if there is one, of an address or a part of one; undefined for what is none. */
export function readSite(typed: string): string | undefined {
  const address = typed.normalize('NFKC').replace(AROUND, '')
  const [, host = '', path = ''] = /^([^/?#]*)([^?#]*)/.exec(address) ?? []
  const plain = host.toLowerCase().replace(/(?<!\.)\.+$/, '')
  if (/[@\s%]|:$/.test(plain) || hostNameOf(plain) === '') return undefined
  return plain + path.replace(/(?<![/\s])[/\s]+$/, '')
}

/** A host as addresses have it: letters of other scripts are encoded there. '' for what is none. */
export const hostNameOf = (host: string): string =>
  host !== '' && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).host : ''
