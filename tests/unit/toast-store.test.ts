import { expect, it } from 'vitest'
import { onToast, showToast, type Toast } from '../../components/ui/toast-store.ts'

it('shows a message in the place in front alone, and behind it once that has gone', () => {
  const shown: Record<string, string | undefined> = {}
  const place = (name: string) =>
    onToast((toast: Toast | undefined) => {
      shown[name] = toast?.text
    })
  const leavePage = place('page')
  showToast('one')
  const leaveDialog = place('dialog')
  expect(shown).toEqual({ page: undefined, dialog: 'one' })
  showToast('two')
  expect(shown).toEqual({ page: undefined, dialog: 'two' })
  leaveDialog()
  expect(shown['page']).toBe('two')
  leavePage()
})
