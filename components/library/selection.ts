/** Links somebody picked, and the one a range starts from. */
export interface Picked {
  ids: ReadonlySet<number>
  anchor: number
}

export const NONE: Picked = { ids: new Set(), anchor: 0 }

/** Picks a link or lets it go. */
export function toggled({ ids }: Picked, id: number): Picked {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** Picks some links, or lets them go. */
export function picking({ ids, anchor }: Picked, some: Iterable<number>, on: boolean): Picked {
  const next = new Set(ids)
  for (const id of some) {
    if (on) next.add(id)
    else next.delete(id)
  }
  return { ids: next, anchor }
}

/** Picks all from the anchor to a link, and only those where `only` is set. */
export function ranged(picked: Picked, view: Float64Array, to: number, only = false): Picked {
  const anchor = view.includes(picked.anchor) ? picked.anchor : to
  const [from, until] = [view.indexOf(anchor), view.indexOf(to)].sort((a, b) => a - b)
  const run = view.slice(from, (until ?? 0) + 1)
  return { ids: new Set(only ? run : [...picked.ids, ...run]), anchor }
}

export const everything = (view: Float64Array): Picked => ({
  ids: new Set(view),
  anchor: view[0] ?? 0,
})
