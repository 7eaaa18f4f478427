import { LinkshotError } from '../../../../utils/model/error.ts'
import type { Passage } from './source.ts'

/**
 * What is in the clipboard. Call it from a click: the browser may ask.
 * @throws LinkshotError 'clipboard-refused'
 */
export async function readClipboard(): Promise<Passage> {
  try {
    const items = await navigator.clipboard.read()
    const read = async (type: string): Promise<string> => {
      const item = items.find(({ types }) => types.includes(type))
      return item ? (await item.getType(type)).text() : ''
    }
    return { text: await read('text/plain'), html: await read('text/html') }
  } catch {
    throw new LinkshotError('clipboard-refused')
  }
}
