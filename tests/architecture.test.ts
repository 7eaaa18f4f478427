import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Which part may import which. Imports go down only; a new edge is a decision, made here.
 * `model` and `shared` know nothing of the rest, `db` and `platform` do, features decide, screens show.
 */
const ALLOWED: Record<string, readonly string[]> = {
  shared: [],
  model: ['shared'],
  platform: ['model', 'shared'],
  // Stamps and merging of synced records: the database writes stamps, sync compares them.
  record: ['shared'],
  // What a score comes to is one definition for whoever measures and whoever stores; so is an address's key
  // for whoever looks for it and whoever makes keys anew.
  db: ['links', 'model', 'record', 'shared', 'snapshot'],
  messaging: ['model', 'platform', 'shared'],
  i18n: ['model', 'platform', 'shared'],
  links: ['model', 'shared'],
  // Only the background talks to the cloud.
  auth: ['db', 'model', 'platform', 'shared'],
  sync: ['auth', 'db', 'links', 'model', 'platform', 'record', 'shared', 'snapshot'],
  search: ['db', 'model', 'shared'],
  snapshot: ['model', 'shared'],
  replay: ['model', 'shared', 'snapshot'],
  // A library is more than any message carries: export and import read and write it page by page.
  archive: ['db', 'model', 'shared', 'snapshot', 'replay'],
  'capture/page': ['model', 'shared', 'snapshot'],
  // What a killed capture says on its button has to be translated: hence i18n.
  capture: ['db', 'i18n', 'links', 'messaging', 'model', 'platform', 'shared', 'snapshot'],
  'components/ui': ['db', 'i18n', 'messaging', 'model', 'shared'],
  'components/popup': ['components/ui', 'db', 'i18n', 'messaging', 'model', 'shared'],
  'components/find': ['components/ui', 'db', 'i18n', 'model', 'search'],
  'components/library': [
    'components/ui',
    'db',
    'i18n',
    'links',
    'messaging',
    'model',
    'search',
    'shared',
  ],
  'components/options': ['archive', 'components/ui', 'db', 'i18n', 'messaging', 'model', 'shared'],
  'components/welcome': ['components/ui', 'i18n', 'model', 'shared'],
  'components/viewer': [
    'archive',
    'components/ui',
    'db',
    'i18n',
    'messaging',
    'model',
    'replay',
    // Words by which a page was found are marked in it.
    'search',
    'shared',
  ],
  entrypoints: [
    // Pictures of pages nobody photographed are drawn where replays are compared.
    'archive',
    'capture',
    'capture/page',
    'components/find',
    'components/library',
    'components/options',
    'components/popup',
    'components/ui',
    'components/viewer',
    'components/welcome',
    'db',
    'i18n',
    'links',
    'messaging',
    'model',
    'platform',
    'replay',
    'search',
    'shared',
    'sync',
  ],
}

/** Packages that one folder alone may import. */
const OWNERS: Record<string, string> = {
  'wxt/browser': 'platform',
  'webextension-polyfill': 'platform',
  dexie: 'db',
  jszip: 'archive',
  '@supabase/supabase-js': 'auth',
  turndown: 'archive',
  '@joplin/turndown-plugin-gfm': 'archive',
  '@mozilla/readability': 'archive',
}

interface Import {
  file: string
  part: string
  target: string
}

const root = join(import.meta.dirname, '..')
const files = globSync('{utils,components,entrypoints}/**/*.{ts,tsx}', { cwd: root })
const imports = files.flatMap(importsOf)

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

function importsOf(file: string): Import[] {
  return [...textOf(file).matchAll(/(?:from|import\()\s*'([^']+)'|^import '([^']+)'/gm)].map(
    (found) => {
      const name = found[1] ?? found[2] ?? ''
      const target = name.startsWith('.') ? join(dirname(file), name) : name
      return { file, part: partOf(file), target }
    },
  )
}

function partOf(path: string): string {
  const [top, second = '', third = ''] = path.split('/')
  if (top === 'components') return `components/${second}`
  if (top !== 'utils') return 'entrypoints'
  return second === 'capture' && third === 'page' ? 'capture/page' : second
}

const isOurs = ({ target }: Import) => /^(?:utils|components|entrypoints)\//.test(target)

const TRACKING = 'utils/db/track-library.ts'

/** Imports that run code: with those that wait until they are asked for, and without. */
const RUN =
  /^(?:import|export) (?!type\b)[^']*?from '(\.[^']+)'|^import '(\.[^']+)'|import\('(\.[^']+)'\)/gm
const AT_START = /^(?:import|export) (?!type\b)[^']*?from '(\.[^']+)'|^import '(\.[^']+)'/gm

function reachedFrom(entry: string, way: RegExp): Set<string> {
  const reached = new Set([entry])
  for (const file of reached) {
    if (!files.includes(file)) continue
    for (const [, from, bare, later] of textOf(file).matchAll(way))
      reached.add(join(dirname(file), from ?? bare ?? later ?? ''))
  }
  return reached
}

/** Whether a file changes synced rows, or rows of any table; sets have `add` and `delete`, too. */
function isWriter(file: string): boolean {
  if (!file.startsWith('utils/db/') || file === 'utils/db/database.ts') return false
  const text = textOf(file)
  return (
    /\.(?:put|bulk(?:Put|Add|Delete)|modify|transaction(?!\('r',))\(/.test(text) &&
    /\b(?:db|t|trans)\.(?:links|snapshots|tags|settings|tables?)\b/.test(text)
  )
}

describe('architecture', () => {
  it('finds imports at all', () => {
    expect(imports.length).toBeGreaterThan(500)
  })

  it('has no edge outside the table', () => {
    const strange = imports
      .filter(isOurs)
      .filter((each) => each.part !== partOf(each.target))
      .filter((each) => !ALLOWED[each.part]?.includes(partOf(each.target)))
      .map(({ file, target }) => `${file} → ${target}`)
    expect(strange).toEqual([])
  })

  it('has no part or edge in the table that the code does not have', () => {
    const parts = new Set(files.map(partOf))
    expect(Object.keys(ALLOWED).filter((part) => !parts.has(part))).toEqual([])
  })

  it('lets screens read the database through queries only', () => {
    const writes = imports
      .filter(
        ({ part, target }) => part.startsWith('components/') && target.startsWith('utils/db/'),
      )
      .filter(
        ({ target }) =>
          !/utils\/db\/(?:queries|queue-queries|sync-queries|account-queries|body-queries|freeable-bodies|freeing|library-channel|rejected-contents|watch|tag-use|recent-acts|activity|find-duplicates|storage-use|text-index\/index-figures|storage-index|storage-shares|catalogue\/[a-z-]+)\.ts$/.test(
            target,
          ),
      )
    expect(writes).toEqual([])
  })

  it('lets every context that can write to the library track changes', () => {
    const entries = files.filter((file) =>
      /^entrypoints\/(?:[^/]+|\w+\/(?:index|main))\.tsx?$/.test(file),
    )
    const writing = entries.filter((entry) => [...reachedFrom(entry, RUN)].some(isWriter))
    expect(writing.toSorted()).toEqual([
      'entrypoints/background/index.ts',
      'entrypoints/options/main.tsx',
    ])
    // From its start: a database that is open goes on as it was opened.
    const deaf = writing.filter((entry) => !reachedFrom(entry, AT_START).has(TRACKING))
    expect(deaf).toEqual([])
  })

  it('lets each outside thing be touched by one folder', () => {
    const strange = imports.filter(
      ({ part, target }) => OWNERS[target] !== undefined && OWNERS[target] !== part,
    )
    expect(strange).toEqual([])
  })

  it('has no file directly in utils', () => {
    expect(files.filter((file) => /^utils\/[^/]+$/.test(file))).toEqual([])
  })

  it('keeps entrypoint files thin', () => {
    const thick = files
      .filter((file) => /^entrypoints\/(?:[^/]+\/(?:index|main)|[^/]+)\.tsx?$/.test(file))
      .filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 60)
    expect(thick).toEqual([])
  })
})
