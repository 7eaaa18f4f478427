import {
  Cookie,
  CornerDownRight,
  type IconNode,
  ImageMinus,
  LogIn,
  RefreshCw,
  TriangleAlert,
} from 'lucide'
import { noticeText, t } from '../../utils/i18n/t.ts'
import type { Notice } from '../../utils/model/snapshot.ts'
import { Icon } from './icon.tsx'
import './notices.css'

interface Look {
  icon: IconNode
  /** A page that is likely not the one that was wanted. */
  warns: boolean
}

const LOOKS: Record<Notice['kind'], Look> = {
  'redirected': { icon: CornerDownRight, warns: false },
  'login-page': { icon: LogIn, warns: true },
  'consent-wall': { icon: Cookie, warns: true },
  'http-status': { icon: TriangleAlert, warns: true },
  'changing': { icon: RefreshCw, warns: false },
  'picture-cut': { icon: ImageMinus, warns: false },
  'picture-disturbed': { icon: ImageMinus, warns: false },
  'picture-left': { icon: ImageMinus, warns: false },
  'picture-stopped': { icon: ImageMinus, warns: false },
  'picture-failed': { icon: ImageMinus, warns: false },
}

const toneOf = ({ kind }: Notice): string => (LOOKS[kind].warns ? ' ui-notice-warn' : '')

/** What a reader should know about how a version was reached, a line each. */
export function Notices({ notices }: { notices: Notice[] }) {
  if (notices.length === 0) return null
  return (
    <ul class="ui-notices" data-role="notices">
      {notices.map((notice) => (
        <li key={notice.kind} class={`ui-notice${toneOf(notice)}`} data-kind={notice.kind}>
          <Icon node={LOOKS[notice.kind].icon} />
          <span class="ui-notice-text" title={notice.detail}>
            {noticeText(notice)}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The weightiest notice in a word or two; the whole sentence on hover. */
export function NoticeHint({ notices }: { notices: Notice[] }) {
  const first = notices.find(({ kind }) => LOOKS[kind].warns) ?? notices[0]
  if (!first) return null
  return (
    <span
      class={`ui-notice-hint${toneOf(first)}`}
      data-role="notice"
      data-kind={first.kind}
      title={notices.map(noticeText).join('\n')}
    >
      <Icon node={LOOKS[first.kind].icon} />
      {shortText(first)}
    </span>
  )
}

function shortText({ kind, detail }: Notice): string {
  if (kind === 'login-page') return t('notice.loginPageShort')
  if (kind === 'consent-wall') return t('notice.consentWallShort')
  if (kind === 'changing') return t('notice.changingShort')
  if (kind.startsWith('picture-')) return t('notice.pictureShort')
  return kind === 'http-status' ? t('notice.httpStatusShort', detail) : t('notice.redirectedShort')
}
