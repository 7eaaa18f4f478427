import { describe, expect, it } from 'vitest'
import { countLinks, isUnused, NO_LINKS } from '../../components/options/tags/count-links.ts'
import { type TreeView, tagAt, visibleRows } from '../../components/options/tags/visible-rows.ts'
import type { Tag } from '../../utils/model/link.ts'
import { buildTagTree } from '../../utils/model/tag-tree.ts'

const tag = (id: number, name: string, parent = 0, aliases: string[] = []): Tag => ({
  ...{ id, uid: `uid-${id}`, name, nameKey: name.toLowerCase(), parent },
  ...{ colour: '', aliases, order: id },
})

const TAGS = [
  tag(1, '前端', 0, ['web']),
  tag(2, 'React', 1),
  tag(3, 'Hooks', 2),
  tag(4, 'Rust'),
  tag(5, '空'),
]
const TREE = buildTagTree(TAGS)
const HOLDERS = {
  links: new Map([
    [1, [10, 11]],
    [2, [11, 12]],
    [3, [12, 13]],
    [4, [14]],
  ]),
  trash: new Set([13, 14]),
}
const COUNTS = countLinks(TREE, HOLDERS)

const VIEW: TreeView = { filter: '', sort: 'name', unused: false, closed: new Set() }
const names = (view: Partial<TreeView>) =>
  visibleRows(TREE, COUNTS, { ...VIEW, ...view }).map(({ tag: { name } }) => name)

describe('counts of links', () => {
  it.each([
    [1, { own: 2, all: 3, trashed: 1 }],
    [2, { own: 2, all: 2, trashed: 1 }],
    [4, { own: 0, all: 0, trashed: 1 }],
    [5, NO_LINKS],
  ])('of tag %i hold each link once and the trash apart', (id, count) => {
    expect(COUNTS.get(id)).toEqual(count)
  })

  it('call a tag unused only if the trash has nothing of it either', () => {
    expect(TAGS.filter(({ id }) => isUnused(COUNTS.get(id) ?? NO_LINKS))).toEqual([TAGS[4]])
  })
})

describe('rows of the tree', () => {
  it.each<[string, Partial<TreeView>, string[]]>([
    ['everything', {}, ['空', '前端', 'React', 'Hooks', 'Rust']],
    ['nothing inside a closed tag', { closed: new Set([1]) }, ['空', '前端', 'Rust']],
    ['most links first', { sort: 'count' }, ['前端', 'React', 'Hooks', '空', 'Rust']],
    ['a match with what it is inside of', { filter: 'ｈook' }, ['前端', 'React', 'Hooks']],
    ['a match in a closed tag', { filter: 'react', closed: new Set([1]) }, ['前端', 'React']],
    ['a match of another name', { filter: 'WEB' }, ['前端']],
    ['unused tags', { unused: true }, ['空']],
    ['nothing that matches', { filter: 'nonesuch' }, []],
  ])('show %s', (_what, view, wanted) => {
    expect(names(view)).toEqual(wanted)
  })

  it('know their place among their siblings', () => {
    const rows = visibleRows(TREE, COUNTS, VIEW)
    expect(rows.map(({ depth, place, siblings, open }) => [depth, place, siblings, open])).toEqual([
      [0, 1, 3, undefined],
      [0, 2, 3, true],
      [1, 1, 1, true],
      [2, 1, 1, undefined],
      [0, 3, 3, undefined],
    ])
  })
})

describe('the tag of a typed path', () => {
  it.each([
    ['前端／REACT', 2],
    [' 前端 / React / Hooks ', 3],
    ['Web', 1],
    ['React', undefined],
    ['前端/Vue', undefined],
    ['', undefined],
  ])('"%s" is %s', (path, id) => {
    expect(tagAt(path, TAGS)?.id).toBe(id)
  })
})
