import type { Target } from './target.ts'

/** Sentences that @supabase/lite is known not to keep, and why. */
export const LITE_FAULTS: Record<string, string> = {}

export function liteTarget(): Target {
  throw new Error('not yet')
}
