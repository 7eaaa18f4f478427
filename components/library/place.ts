/** Where somebody was on a shelf; it is kept with the step in the browser's history. */
export interface Place {
  /** How far it was scrolled. */
  top: number
  /** Id of the link the keys were at, 0 for none. */
  cursor: number
}

const TOP: Place = { top: 0, cursor: 0 }

/** The place of the step that is shown, also after a reload or on the way back. */
export function readPlace(): Place {
  const place: unknown = history.state?.place
  return isPlace(place) ? place : TOP
}

export function keepPlace(change: Partial<Place>): void {
  history.replaceState({ ...history.state, place: { ...readPlace(), ...change } }, '')
}

/** The state of a step whose place is the top. */
export const forgetPlace = (): { place: Place } => ({ place: TOP })

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Place).top === 'number' &&
  typeof (value as Place).cursor === 'number'
