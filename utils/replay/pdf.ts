import type { Frame, Resource } from '../model/snapshot.ts'
import type { ReadBody } from './bodies.ts'

const PDF = 'application/pdf'
/** The mark may stand behind some rubbish. */
const HEAD = 1024

/** Whether a document stands for a PDF. */
export const isPdf = (frame: Pick<Frame, 'file'> | undefined): boolean => frame?.file?.type === PDF

/**
 * The PDF that a document stands for; undefined where there is none or its body is gone. Whatever was
 * stored is handed out as a PDF and nothing else, since it is shown without a sandbox.
 */
export async function pdfOf(
  frame: Pick<Frame, 'file'>,
  resources: ReadonlyMap<string, Resource>,
  readBody: ReadBody,
): Promise<Blob | undefined> {
  const resource = isPdf(frame) ? resources.get(frame.file?.cid ?? '') : undefined
  const body = resource && (await readBody(resource.hash).catch(() => undefined))
  if (!body || !(await body.slice(0, HEAD).text()).includes('%PDF-')) return undefined
  return new Blob([body], { type: PDF })
}
