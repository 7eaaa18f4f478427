import { describe, expect, it } from 'vitest'
import { matchTags } from '../../components/ui/match-tags.ts'
import { tagOptions } from '../../components/ui/tag-options.tsx'
import type { Tag } from '../../utils/model/link.ts'

const tag = (id: number, name: string, parent = 0, aliases: string[] = []): Tag => ({
  id,
  uid: `uid-${id}`,
  name,
  nameKey: name.toLowerCase(),
  parent,
  colour: '',
  aliases,
  order: id,
})
const TAGS = [
  tag(1, '前端'),
  tag(2, 'React', 1),
  tag(3, 'Reading'),
  tag(4, 'ideas', 3),
  tag(5, 'ideas', 1, ['inspiration']),
]
const offered = (typed: string, chosen: number[] = []) =>
  matchTags(TAGS, typed, chosen).map(({ path }) => path)

describe('completion of tags', () => {
  it.each([
    ['rea', ['前端/React', 'Reading']],
    ['ideas', ['Reading/ideas', '前端/ideas']],
    ['前端/', ['前端/React', '前端/ideas']],
    ['前端 ／ re', ['前端/React']],
    ['ＲＥＡＣＴ', ['前端/React']],
    ['inspi', ['前端/ideas']],
    ['nothing', []],
  ])('offers for %j the tags %j', (typed, paths) => {
    expect(offered(typed)).toEqual(expect.arrayContaining(paths))
    expect(offered(typed).slice(0, paths.length).toSorted()).toEqual(paths.toSorted())
  })

  it('offers a tag before those inside it', () => {
    expect(offered('前').at(0)).toBe('前端')
  })

  it('leaves out what the link has', () => {
    expect(offered('ideas', [4])).toEqual(['前端/ideas'])
  })

  it('offers to make what no path is', () => {
    const last = (typed: string) => tagOptions(TAGS, typed, []).at(-1)
    expect(last('ideas')).toEqual({ name: 'ideas' })
    expect(last('前端/ideas')?.tag?.id).toBe(5)
  })
})
