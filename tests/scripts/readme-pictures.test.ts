import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const picturesOf = (file: string) =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(/<img src="([^"]+)"[^>]*?alt="([^"]*)">/g),
  ].map(([, path = '', alt = '']) => ({ path, alt, size: statSync(join(root, path)).size }))

describe.each(['README.md', 'README.zh-CN.md'])('the pictures of %s', (file) => {
  const pictures = picturesOf(file)

  it('are there, each with a text in its place', () => {
    expect(pictures).toHaveLength(5)
    expect(pictures.filter(({ alt }) => alt.length < 10)).toEqual([])
  })

  it('load quickly', () => {
    const stills = pictures.filter(({ path }) => !path.includes('keep-'))
    expect(stills.filter(({ size }) => size > 250_000)).toEqual([])
    expect(pictures.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(1_200_000)
  })
})
