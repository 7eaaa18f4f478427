import { useRef } from 'preact/hooks'
import { send } from '../../../utils/messaging/send.ts'
import { type CaptureRules, readRules } from '../../../utils/model/capture-rule.ts'
import { showFailure } from '../../ui/run-act.ts'

/** The stored rules, and how they are changed: by what is done to them as they are at that moment. */
export function useRules(stored: unknown) {
  const rules = readRules(stored)
  // The next change may come before the database tells of this one.
  const latest = useRef(rules)
  latest.current = rules
  const change = (how: (rules: CaptureRules) => CaptureRules): void => {
    const value = how(latest.current)
    latest.current = value
    void send('set-setting', { key: 'captureRules', value }).catch(showFailure)
  }
  return { rules, change }
}

export type ChangeRules = ReturnType<typeof useRules>['change']
