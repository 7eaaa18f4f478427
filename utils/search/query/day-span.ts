/** The milliseconds of a day, month or year, the end not included; of a time ago the day it was. */
export function daySpan(day: string, now: number): { from: number; to: number } {
  const [, count, unit] = /^(\d+)([dwmy])$/.exec(day) ?? []
  const parts = unit ? dayAgo(Number(count), unit, new Date(now)) : day.split('-').map(Number)
  const [year = 0, month = 1, date = 1] = parts
  // The next of what is named; by the calendar here, so that a day may have 23 or 25 hours.
  const one = (named: number) => (parts.length === named ? 1 : 0)
  return {
    from: +new Date(year, month - 1, date),
    to: +new Date(year + one(1), month - 1 + one(2), date + one(3)),
  }
}

function dayAgo(
  count: number,
  unit: string,
  now: Date,
): [year: number, month: number, date: number] {
  const back = (other: string) => (unit === other ? count : 0)
  const year = now.getFullYear() - back('y')
  const month = now.getMonth() + 1 - back('m')
  // A month before the 31st of March is the last of February.
  const date = Math.min(now.getDate(), new Date(year, month, 0).getDate())
  return [year, month, date - back('d') - 7 * back('w')]
}
