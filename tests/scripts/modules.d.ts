/** What the tests use of scripts/lib, which is plain JavaScript so that it runs before any install. */
declare module '*/scripts/lib/base-name.mjs' {
  export function slug(url: string): string
  export function baseNames(urls: string[]): string[]
}

declare module '*/scripts/lib/address.mjs' {
  interface Address {
    url: string
    error?: { reason: string; message: string }
  }
  export function toAddress(typed: string): Address
}

declare module '*/scripts/lib/snapshot-options.mjs' {
  interface SnapshotOptions {
    help: boolean
    urls: string[]
    out: string
    formats: string[]
    viewport: { width: number; height: number }
    fullPage: boolean
    tags: string[]
    parallel: number
    profile?: string
  }
  export function snapshotOptions(
    args: string[],
    readFile: (path: string) => string,
  ): SnapshotOptions
  export function parseList(text: string): string[]
}

declare module '*/scripts/lib/lock-match.mjs' {
  type Versions = Record<string, string>
  interface Manifest {
    dependencies?: Versions
    devDependencies?: Versions
  }
  interface Lock {
    packages: Record<string, Manifest & { version?: string; optional?: boolean }>
  }
  export function lockIsCurrent(manifest: Manifest, lock: Lock): boolean
  export function lockMatches(wanted: Lock | undefined, installed: Lock | undefined): boolean
}

declare module '*/scripts/lib/stamp.mjs' {
  export function filesBelow(root: string, paths: string[]): string[]
  export function hashFiles(root: string, paths: string[]): string
}

declare module '*/scripts/lib/tally.mjs' {
  interface Tally {
    passed: number
    failed: number
    skipped: number
    failures: string[]
    flaky: string[]
  }
  export function tallyVitest(report: object | undefined, exitCode: number): Tally
  export function brokenFiles(report: object | undefined): string[]
  export function withSecondRun(first: Tally, again: Tally): Tally
  export function lastLine(tally: Omit<Tally, 'failures' | 'flaky'>): string
}

declare module '*/scripts/lib/find-browser.mjs' {
  export function browserPaths(
    kind: 'chromium' | 'firefox',
    platform: string,
    env: Record<string, string>,
  ): string[]
}

declare module '*/scripts/lib/load-page.mjs' {
  export function loadFailure(message: string, isDownload: boolean): [string, string]
}

declare module '*/scripts/lib/table.mjs' {
  export function displayWidth(text: string): number
  export function clip(text: string, limit: number): string
  export function table(rows: string[][]): string
}

declare module '*/scripts/lib/in-lanes.mjs' {
  export function inLanes<T, R>(
    items: T[],
    count: number,
    work: (item: T, index: number) => Promise<R>,
  ): Promise<R[]>
}

declare module '*/scripts/lib/install.mjs' {
  export function installFailure(output: string): string
}

declare module '*/scripts/lib/readme/webp-film.mjs' {
  export function filmOf(
    frames: { picture: Buffer; ms: number }[],
    width: number,
    height: number,
  ): Buffer
}

declare module '*/scripts/lib/run-command.mjs' {
  interface Options {
    env?: Record<string, string | undefined>
    cwd?: string
    quiet?: boolean
    limit?: number
  }
  export function runCommand(
    command: string,
    args: string[],
    options?: Options,
  ): Promise<{ code: number; output: string; ms: number; stopped: boolean }>
  export function toolEnv(extra?: Record<string, string>): Record<string, string | undefined>
}
