import { LinkshotError } from '../../model/error.ts'

/** Takes what came from outside as a value of ours. @throws LinkshotError 'zip-damaged' naming the place */
export type Shape<T> = (value: unknown, where: string) => T

type Fields<T> = { [K in keyof T]-?: Shape<Exclude<T[K], undefined>> }

/** Longer texts are nobody's title, note or address. */
const MAX_TEXT = 4_000_000
const MAX_ITEMS = 1_000_000

export const refuse = (where: string): never => {
  throw new LinkshotError('zip-damaged', where)
}

export const text =
  (max = MAX_TEXT, pattern?: RegExp): Shape<string> =>
  (value, where) =>
    typeof value === 'string' && value.length <= max && (!pattern || pattern.test(value))
      ? value
      : refuse(where)

export const number =
  (min: number, max: number): Shape<number> =>
  (value, where) =>
    typeof value === 'number' && value >= min && value <= max ? value : refuse(where)

export const whole =
  (min: number, max = Number.MAX_SAFE_INTEGER): Shape<number> =>
  (value, where) =>
    Number.isSafeInteger(value) ? number(min, max)(value, where) : refuse(where)

export const oneOf =
  <const T extends string | number | boolean | null>(...known: readonly T[]): Shape<T> =>
  (value, where) =>
    known.includes(value as T) ? (value as T) : refuse(where)

export const either =
  <A, B>(first: Shape<A>, second: Shape<B>, isFirst: (value: unknown) => boolean): Shape<A | B> =>
  (value, where) =>
    isFirst(value) ? first(value, where) : second(value, where)

export const list =
  <T>(item: Shape<T>, max = MAX_ITEMS): Shape<T[]> =>
  (value, where) =>
    Array.isArray(value) && value.length <= max
      ? value.map((each, index) => item(each, `${where}[${index}]`))
      : refuse(where)

/** An object of exactly these fields; others are left behind, whatever they are called. */
export const object =
  <T extends object>(fields: Fields<T>, optional: readonly (keyof T & string)[] = []): Shape<T> =>
  (value, where) =>
    pickFields(fields, value, where, (field) => optional.includes(field as keyof T & string)) as T

/** Some of an object's fields, each of the right kind. */
export const partial =
  <T extends object>(fields: Fields<T>): Shape<Partial<T>> =>
  (value, where) =>
    pickFields(fields, value, where, () => true) as Partial<T>

function pickFields(
  fields: Record<string, Shape<unknown>>,
  value: unknown,
  where: string,
  mayLack: (field: string) => boolean,
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(where)
  const picked: Record<string, unknown> = {}
  for (const [field, shape] of Object.entries(fields)) {
    const found = Object.hasOwn(value, field)
      ? (value as Record<string, unknown>)[field]
      : undefined
    if (found !== undefined) picked[field] = shape(found, `${where}.${field}`)
    else if (!mayLack(field)) refuse(`${where}.${field}`)
  }
  return picked
}
