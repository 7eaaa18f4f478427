/** What links can be exported as: pages that open anywhere, or a ZIP that can be imported again. */
export type ExportFormat = 'html' | 'zip'

/** Writes links into files and saves them. @returns how many had nothing to be written */
export type ExportLinks = (
  format: ExportFormat,
  linkIds: readonly number[],
  options: {
    signal: AbortSignal
    progress: (progress: { done: number; total: number }) => void
  },
) => Promise<{ without: number }>
