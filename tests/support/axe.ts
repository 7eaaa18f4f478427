import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'puppeteer-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What weighs enough to shut somebody out. */
const WEIGHTY = ['serious', 'critical']

/**
 * What axe finds wrong with a page, as lines of rule, element and reason.
 * @param leaveOut selectors of what is not ours, such as a kept page
 */
export async function axeFindings(page: Page, leaveOut: string[] = []): Promise<string[]> {
  // Through the debugging protocol, which the policy of our pages doesn't bind.
  await page.evaluate(SOURCE)
  const { violations } = await page.evaluate(runAxe, leaveOut)
  return violations
    .filter(({ impact }) => WEIGHTY.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    )
}

declare const axe: { run(context: object, options: RunOptions): Promise<AxeResults> }

/** Runs in the page. */
async function runAxe(leaveOut: string[]): Promise<AxeResults> {
  // Colours in the middle of a transition are nobody's choice.
  for (const running of document.getAnimations())
    if (Number.isFinite(running.effect?.getComputedTiming().endTime)) running.finish()
  const context = { include: [document.documentElement], exclude: leaveOut.map((each) => [each]) }
  return axe.run(context, { resultTypes: ['violations'] })
}
