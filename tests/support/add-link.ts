import type { Extension } from './extension.ts'

interface Options {
  tags?: string[]
  /** Whether its page is kept, too; it is unless said. */
  capture?: boolean
}

/** Adds one address as the library's dialog does. @returns the id of its link */
export async function addLink(
  extension: Extension,
  url: string,
  { tags = [], capture = true }: Options = {},
): Promise<number> {
  const reply = await extension.send('add-links', { urls: [url], tags, capture })
  const [line] = (reply.value as { lines: { linkId?: number; reason?: string }[] }).lines
  if (line?.linkId === undefined) throw new Error(`${url}: ${line?.reason}`)
  return line.linkId
}
