import { MOST_BYTES } from './channel.ts'

/**
 * Gives a function that tells how many bytes a buffer or a view of one has, and 0 for everything else and
 * for more than would be held. It asks the objects' inside, which the page can't forge.
 */
export function createSizeOf(view: typeof globalThis): (source: unknown) => number {
  const { apply, getOwnPropertyDescriptor, getPrototypeOf } = view.Reflect
  const typedArray = getPrototypeOf(view.Uint8Array.prototype) as object
  const lengthOf = (prototype: object) => getOwnPropertyDescriptor(prototype, 'byteLength')?.get
  const buffer = lengthOf(view.ArrayBuffer.prototype)
  const array = lengthOf(typedArray)
  const data = lengthOf(view.DataView.prototype)
  const read = (get: typeof buffer, source: unknown): number => {
    try {
      return get ? apply(get, source, []) : 0
    } catch {
      return 0
    }
  }
  return (source) => {
    const bytes = read(buffer, source) || read(array, source) || read(data, source)
    return bytes > MOST_BYTES ? 0 : bytes
  }
}
