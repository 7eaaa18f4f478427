import { setting } from '../db/queries.ts'
import type { CaptureOptions, MostBytes } from '../model/capture-options.ts'
import { type CaptureRule, MB, readRules, ruleFor } from '../model/capture-rule.ts'

/** What the owner's rules ask of the capture of a page. */
export async function optionsFor(url: string): Promise<CaptureOptions> {
  return optionsOf(ruleFor(readRules(await setting('captureRules')), url))
}

export function optionsOf({ media, fonts, scripts }: Required<CaptureRule>): CaptureOptions {
  const most: MostBytes = {
    ...(media === null ? {} : { media: Math.floor(media * MB) }),
    ...(fonts ? {} : { font: 0 }),
  }
  return {
    ...(Object.keys(most).length > 0 ? { most } : {}),
    ...(scripts ? { scripts } : {}),
  }
}
