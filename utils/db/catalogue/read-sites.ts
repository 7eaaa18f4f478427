import { hostOf } from '../../shared/host-of.ts'
import { db } from '../database.ts'
import { placeIn } from './columns.ts'

/** The site of each link, in the order of `ids`, as a number of a name. */
export interface Sites {
  ids: Float64Array
  numbers: Uint32Array
  names: string[]
}

/** Rows read at a time: their titles and notes come along, and are dropped at once. */
const PAGE = 1000

/**
 * The sites of all links. No index has them, so rows are read; where `known` has some, only those it lacks: the address of
 * a link stays.
 */
export async function readSites(ids: Float64Array, known?: Sites): Promise<Sites> {
  const names = [...(known?.names ?? [])]
  const numberOf = new Map(names.map((name, number) => [name, number]))
  const numbers = new Uint32Array(ids.length)
  const missing: number[] = []
  for (const [place, id] of ids.entries()) {
    const at = known ? placeIn(known.ids, id) : 0
    if (known?.ids[at] === id) numbers[place] = known.numbers[at] ?? 0
    else missing.push(place)
  }
  for (let from = 0; from < missing.length; from += PAGE) {
    const places = missing.slice(from, from + PAGE)
    for (const [id, url] of await readAddresses(places.map((place) => ids[place] ?? 0))) {
      const name = hostOf(url)
      const number = numberOf.get(name) ?? names.length
      if (number === names.length) names.push(name)
      numberOf.set(name, number)
      numbers[placeIn(ids, id)] = number
    }
  }
  return { ids, numbers, names }
}

/** In one read where they are all the links of a range. */
async function readAddresses(ids: number[]): Promise<[number, string][]> {
  const range = db.links.where('id').between(ids[0], ids.at(-1), true, true)
  const all = ids.length > 2 ? await range.limit(ids.length * 2).toArray() : []
  const wanted = new Set(ids)
  const found = all.filter(({ id }) => wanted.has(id))
  const links = found.length === ids.length ? found : await db.links.bulkGet(ids)
  return links.flatMap((link): [number, string][] => (link ? [[link.id, link.url]] : []))
}
