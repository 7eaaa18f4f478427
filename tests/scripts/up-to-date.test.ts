import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installFailure } from '../../scripts/lib/install.mjs'
import { lockIsCurrent, lockMatches } from '../../scripts/lib/lock-match.mjs'
import { filesBelow, hashFiles } from '../../scripts/lib/stamp.mjs'

const lock = (packages: Record<string, { version?: string; optional?: boolean }>) => ({
  packages: { '': {}, ...packages },
})
const hidden = (packages: Record<string, { version: string; optional?: boolean }>) => ({ packages })

describe('packages are installed again only if they differ from the lock file', () => {
  const wanted = lock({
    'node_modules/a': { version: '1.0.0' },
    'node_modules/for-mac': { version: '2.0.0', optional: true },
  })
  it.each([
    ['all of them are there', hidden({ 'node_modules/a': { version: '1.0.0' } }), true],
    ['another version is there', hidden({ 'node_modules/a': { version: '1.0.1' } }), false],
    ['one is missing', hidden({ 'node_modules/for-mac': { version: '2.0.0' } }), false],
    [
      'one too many is there',
      hidden({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }),
      false,
    ],
    [
      "one too many is there that is this system's own",
      hidden({
        'node_modules/a': { version: '1.0.0' },
        'node_modules/for-linux': { version: '2.0.0', optional: true },
      }),
      true,
    ],
    ['nothing was installed', undefined, false],
  ])('%s', (_what, installed, matches) => {
    expect(lockMatches(wanted, installed)).toBe(matches)
  })

  it('a missing or empty lock file matches nothing', () => {
    expect(lockMatches(undefined, hidden({}))).toBe(false)
    expect(lockMatches(lock({}), hidden({}))).toBe(false)
  })
})

describe('a lock file is current', () => {
  const of = { dependencies: { a: '1.0.0' }, devDependencies: { b: '2.0.0' } }
  it.each([
    ['with the same direct dependencies', of, true],
    ['not with another version', { ...of, dependencies: { a: '1.0.1' } }, false],
    ['not with one more', { ...of, devDependencies: { b: '2.0.0', c: '1.0.0' } }, false],
    ['not with one less', { dependencies: { a: '1.0.0' } }, false],
  ])('%s', (_what, manifest, current) => {
    expect(lockIsCurrent(manifest, { packages: { '': of } })).toBe(current)
  })
})

it.each([
  [
    'npm error `npm ci` can only install packages when … are in sync',
    'package-lock.json does not fit',
  ],
  ['npm error code ENOTFOUND', "can't reach"],
  ['npm error code EACCES', 'may not write'],
  ['npm error something else', 'could not be installed'],
])('a failed install ("%s") says "%s"', (output, words) => {
  expect(installFailure(output)).toContain(words)
  expect(installFailure(output)).toContain(output)
})

describe('the stamp of the sources', () => {
  let root = ''
  const write = (name: string, text: string) => writeFileSync(join(root, name), text)
  const stamp = () => hashFiles(root, ['src', 'config.ts', 'absent'])
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'linkshot-stamp-'))
    mkdirSync(join(root, 'src', 'deep'), { recursive: true })
    write('src/deep/a.ts', 'a')
    write('config.ts', 'c')
  })
  afterEach(() => rmSync(root, { recursive: true }))

  it('covers files at any depth', () => {
    expect(filesBelow(root, ['src', 'config.ts', 'absent'])).toEqual(['config.ts', 'src/deep/a.ts'])
  })

  it('stays while nothing changes', () => {
    const before = stamp()
    write('other.txt', 'not a source')
    write('config.ts', 'c')
    expect(stamp()).toBe(before)
  })

  it.each([
    ['changes', () => write('config.ts', 'C')],
    ['comes', () => write('src/b.ts', '')],
    ['goes', () => rmSync(join(root, 'src/deep/a.ts'))],
    ['moves', () => renameSync(join(root, 'src/deep/a.ts'), join(root, 'src/a.ts'))],
  ])('changes when a file %s', (_what, act) => {
    const before = stamp()
    act()
    expect(stamp()).not.toBe(before)
  })
})
