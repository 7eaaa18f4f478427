import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRoute, parseRoute } from '../../components/library/route.ts'
import { NONE, picking } from '../../components/library/selection.ts'
import {
  firstAt,
  fullHeight,
  HEAD,
  layoutOf,
  placeOf,
  rowStep,
  runIn,
  scrollFor,
} from '../../components/library/shelf-layout.ts'

/** Sizes of groups as what each begins with. */
const startsOf = (sizes: number[]) =>
  Uint32Array.from([0, ...sizes.map((_, n) => sizes.slice(0, n + 1).reduce((a, b) => a + b, 0))])

const someSizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 })
const views = fc.constantFrom('grid', 'list', 'compact')

describe('a shelf in groups', () => {
  it('draws all that is in view, wherever it is scrolled to', () => {
    fc.assert(
      fc.property(
        someSizes,
        views,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sizes, view, part) => {
          const starts = startsOf(sizes)
          const count = starts.at(-1) ?? 0
          const layout = layoutOf({ view, searching: false, starts }, 1000)
          const top = part * fullHeight(layout, count)
          const run = runIn(layout, top, 700, count)
          const inView = Array.from({ length: count }, (_, n) => n).filter((n) => {
            const { y } = placeOf(layout, n)
            return y < top + 700 && y + layout.height > top
          })
          expect(inView.every((n) => n >= run.first && n < run.end)).toBe(true)
        },
      ),
    )
  })

  it('has no cell over a head or another cell', () => {
    fc.assert(
      fc.property(someSizes, views, (sizes, view) => {
        const starts = startsOf(sizes)
        const layout = layoutOf({ view, searching: false, starts }, 1000)
        const { tops = [] } = layout.groups ?? {}
        for (const [group, top] of [...tops].entries()) {
          const [start, end] = [starts[group] ?? 0, starts[group + 1]]
          if (end === undefined) continue
          expect(placeOf(layout, start)).toEqual({ x: 0, y: top + HEAD })
          expect(placeOf(layout, end - 1).y + layout.height).toBeLessThanOrEqual(
            tops[group + 1] ?? 0,
          )
          expect(firstAt(layout, top + HEAD + 1)).toBe(start)
        }
      }),
    )
  })

  it('is gone through by rows to its end and back', () => {
    fc.assert(
      fc.property(someSizes, fc.integer({ min: 1, max: 5 }), (sizes, columns) => {
        const starts = startsOf(sizes)
        const count = starts.at(-1) ?? 0
        let [at, steps] = [0, 0]
        for (let next = -1; next !== at && steps < 500; steps += 1) {
          if (next >= 0) at = next
          next = rowStep(at, 1, columns, count, starts)
          expect(next).toBeGreaterThanOrEqual(at)
        }
        expect(at).toBeGreaterThanOrEqual(starts.at(-2) ?? 0)
        expect(rowStep(at, -1000, columns, count, starts)).toBeLessThan(columns)
      }),
    )
  })

  it.each([
    [1, 1, 3],
    [2, 1, 3],
    [4, -1, 3],
    [0, 1, 3],
    [3, 1, 4],
    [5, 1, 5],
  ])('of four and two in three columns goes from %i by %i to %i', (from, rows, to) => {
    expect(rowStep(from, rows, 3, 6, startsOf([4, 2]))).toBe(to)
  })

  it('scrolls so far that the head does not cover the cell', () => {
    const layout = layoutOf({ view: 'list', searching: false, starts: startsOf([5, 50]) }, 1000)
    const { y } = placeOf(layout, 20)
    expect(scrollFor(layout, 20, y - 10, 900)).toBe(y - HEAD)
  })

  it('is one of the views with an address', () => {
    expect(formatRoute(parseRoute('#/read?group=site&view=grid'))).toBe(
      '#/read?group=site&view=grid',
    )
    expect(parseRoute('#/read?group=colour').group).toBe('')
  })

  it('is selected and let go group by group', () => {
    const both = picking(picking(NONE, [1, 2], true), [5], true)
    expect([...both.ids]).toEqual([1, 2, 5])
    expect([...picking(both, [2, 5], false).ids]).toEqual([1])
  })
})
