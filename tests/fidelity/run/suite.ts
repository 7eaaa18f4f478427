import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inLanes } from '../../../scripts/lib/in-lanes.mjs'
import type { Peer, Reader } from './declared.ts'
import { type Kept, keepLive } from './keep-live.ts'
import { limited } from './limited.ts'
import { type Desk, lookAtFile, lookInViewer } from './look-again.ts'
import type { FidelityPage } from './page-list.ts'
import { type FidelityServer, startServer } from './server.ts'
import { saveWithSingleFile } from './single-file.ts'
import { LANES, type Subject, VIEWPORT } from './subject.ts'

/** For one step of one page. */
const PAGE_MS = 90_000

export type Column = 'live' | Reader | Peer

/** What was found wrong, by reader; a reader that isn't there did not look. */
export interface PageResult {
  page: FidelityPage
  wrong: Partial<Record<Column, string[]>>
}

export interface SuiteOptions {
  /** Whether to look at what others keep of the pages, too. */
  peers: boolean
  /** Where single-file-cli is, to have it keep them as well. */
  singleFile?: string | undefined
  /** Is told of every step. */
  progress?: (done: string) => void
}

interface Run extends SuiteOptions {
  subject: Subject
  server: FidelityServer
  folder: string
  /** What SingleFile made of the pages, by path. */
  saved?: Map<string, Buffer>
}

/** Keeps all pages one after another, switches their server off, and looks at each again in every reader. */
export async function runSuite(
  pages: FidelityPage[],
  open: () => Promise<Subject>,
  options: SuiteOptions,
): Promise<PageResult[]> {
  const server = await startServer()
  const folder = await mkdtemp(join(tmpdir(), 'linkshot-fidelity-'))
  const subject = await open().catch(async (error) => {
    await server.close()
    throw error
  })
  const run: Run = { ...options, subject, server, folder }
  try {
    const kept: (Kept | Error)[] = []
    for (const page of pages) kept.push(await keepOne(run, page))
    run.saved = await savedByOthers(run, pages)
    await subject.forget()
    server.goOffline()
    return await inLanes(pages, LANES, (page, index) => lookAgain(run, page, kept[index]))
  } finally {
    await subject.close()
    await server.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/**
 * Only pages that need nothing done first can be asked of a command that loads them itself; at files that are
 * no pages it waits for ever.
 */
const canLoadItself = ({ declared, path }: FidelityPage): boolean =>
  declared.steps.length === 0 && /\.x?html$/.test(path)

async function savedByOthers({ server, folder, singleFile }: Run, pages: FidelityPage[]) {
  const urls = pages.filter(canLoadItself).map(({ path }) => server.origin + path)
  return singleFile ? saveWithSingleFile(singleFile, urls, folder, VIEWPORT) : new Map()
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

async function keepOne({ subject, server, peers, progress }: Run, page: FidelityPage) {
  const work = keepLive(subject, server.origin, page, peers)
  const kept = await limited(work, PAGE_MS, 'keeping').catch(asError)
  progress?.(`kept ${page.name}`)
  return kept
}

const busy = new Set<number>()

/** Lanes are numbered by who is at work, so that each has its own window. */
async function inFreeLane<T>(work: (lane: number) => Promise<T>): Promise<T> {
  const lane = [...Array(LANES).keys()].find((each) => !busy.has(each)) ?? 0
  busy.add(lane)
  try {
    return await work(lane)
  } finally {
    busy.delete(lane)
  }
}

function lookAgain(run: Run, page: FidelityPage, kept: Kept | Error | undefined) {
  return inFreeLane(async (lane): Promise<PageResult> => {
    const nothing = { viewer: ['was not kept'], export: ['was not kept'] }
    if (!kept || kept instanceof Error)
      return { page, wrong: { live: [oneLine(kept?.message)], ...nothing } }
    const desk = { subject: run.subject, folder: run.folder, lane }
    const wrong: PageResult['wrong'] = { live: kept.reasons, ...nothing }
    if (kept.uid) Object.assign(wrong, await ours(desk, run.server, page, kept))
    Object.assign(wrong, await others(run, desk, page, kept))
    run.progress?.(`saw ${page.name}`)
    return { page, wrong }
  })
}

async function others(run: Run, desk: Desk, page: FidelityPage, kept: Kept) {
  const look = (kind: Peer, body: string | Buffer | undefined) =>
    caught(async () => {
      if (body === undefined) return ['was not saved']
      return await lookAtFile(desk, { kind, body }, page, kept)
    })
  const wrong: PageResult['wrong'] = {}
  if (run.peers && run.subject.name === 'chromium') wrong.mhtml = await look('mhtml', kept.mhtml)
  if (run.singleFile && canLoadItself(page))
    wrong.singlefile = await look('singlefile', run.saved?.get(page.path))
  return wrong
}

async function ours(desk: Desk, server: FidelityServer, page: FidelityPage, kept: Kept) {
  const touched = () => server.takeTouches().map((path) => `asked for ${path}`)
  let body: Buffer | undefined
  const viewer = await caught(async () => {
    const work = lookInViewer(desk.subject, desk.lane, page, kept)
    const { reasons, file } = await limited(work, PAGE_MS, 'looking')
    body = file
    return [...reasons, ...touched()]
  })
  const inFile = await caught(async () => {
    if (!body) return ['was not exported']
    const work = lookAtFile(desk, { kind: 'export', body }, page, kept)
    return [...(await limited(work, PAGE_MS, 'looking')), ...touched()]
  })
  return { viewer, export: inFile }
}

/** What went wrong on the way is a reason like any other. */
const caught = (look: () => Promise<string[]>): Promise<string[]> =>
  look().catch((error) => [oneLine(asError(error).message)])

const oneLine = (text = 'was not kept') => text.split('\n')[0] ?? ''
