import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MUTANTS } from '../fidelity/mutants.ts'

const source = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')

describe('a mutant', () => {
  // They are built seldom: a source that moved on would be found out long after.
  it.each(MUTANTS)('$defect: what it changes stands there once', ({ also = [], ...edit }) => {
    for (const { file, find } of [edit, ...also]) expect(source(file).split(find)).toHaveLength(2)
  })
})
