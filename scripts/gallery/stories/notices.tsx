import { NoticeHint, Notices } from '../../../components/ui/notices.tsx'
import type { Notice } from '../../../utils/model/snapshot.ts'
import type { Story } from '../story.ts'

const SIGN_IN: Notice = { kind: 'login-page', detail: '' }
const STATUS: Notice = { kind: 'http-status', detail: '404' }
const LED_ON: Notice = { kind: 'redirected', detail: 'https://example.com/en/' }
const CHANGING: Notice = { kind: 'changing', detail: '' }
const FAR: Notice = { kind: 'redirected', detail: `https://example.com/${'path/'.repeat(60)}` }

const CUT: Notice = { kind: 'picture-cut', detail: '' }
const DISTURBED: Notice = { kind: 'picture-disturbed', detail: '' }

export const story: Story = [
  { name: 'led on', show: () => <Notices notices={[LED_ON]} /> },
  { name: 'to a very long address', show: () => <Notices notices={[FAR]} /> },
  { name: 'a sign-in page', show: () => <Notices notices={[LED_ON, SIGN_IN]} /> },
  { name: 'a status', show: () => <Notices notices={[STATUS]} /> },
  { name: 'a page that changed', show: () => <Notices notices={[CHANGING]} /> },
  { name: 'a picture cut short', show: () => <Notices notices={[CUT]} /> },
  { name: 'a picture given up', show: () => <Notices notices={[DISTURBED]} /> },
  { name: 'hint: a picture given up', show: () => <NoticeHint notices={[DISTURBED]} /> },
  { name: 'hint: led on', show: () => <NoticeHint notices={[LED_ON]} /> },
  { name: 'hint: a sign-in page', show: () => <NoticeHint notices={[LED_ON, SIGN_IN]} /> },
  { name: 'hint: a page that changed', show: () => <NoticeHint notices={[CHANGING]} /> },
  { name: 'hint: a status', show: () => <NoticeHint notices={[STATUS]} /> },
]
