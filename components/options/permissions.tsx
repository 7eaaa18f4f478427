import { Bookmark, CircleCheck, Copy, Globe, type IconNode } from 'lucide'
import { type MessageKey, t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useAllSites } from '../ui/use-all-sites.ts'
import type { OptionsProps } from './options-props.ts'
import { Section } from './section.tsx'
import { useGivenSites } from './use-given-sites.ts'

/** Held from install on, none with a warning. */
const ALWAYS: [name: string, purpose: MessageKey][] = [
  ['activeTab', 'options.forActiveTab'],
  ['scripting', 'options.forScripting'],
  ['storage', 'options.forStorage'],
  ['unlimitedStorage', 'options.forUnlimitedStorage'],
  ['contextMenus', 'options.forContextMenus'],
  ['alarms', 'options.forAlarms'],
  ['identity', 'options.forIdentity'],
  ['declarativeNetRequestWithHostAccess', 'options.forReferrer'],
]
/** Firefox needs neither: its background is a page itself, and its sidebar is part of the manifest. */
if (import.meta.env.BROWSER !== 'firefox') {
  ALWAYS.push(['offscreen', 'options.forOffscreen'], ['sidePanel', 'options.forSidePanel'])
}

type Props = Pick<OptionsProps, 'permission' | 'sites'>

/** What Linkshot is allowed to do, what for, and how to take it back. */
export function Permissions({ permission, sites }: Props) {
  const all = useAllSites(permission)
  const given = useGivenSites(sites, permission)
  const allowed = all.allowed === true
  return (
    <>
      <Section title={t('options.sites')} hint={t('options.sitesHint')}>
        <div class="options-line" data-role="sites" data-allowed={allowed}>
          <State
            on={allowed}
            icon={Globe}
            label={t(allowed ? 'options.sitesAllowed' : 'options.sitesNotAllowed')}
          >
            {t(allowed ? 'options.sitesAllowedHint' : 'options.sitesNotAllowedHint')}
          </State>
          {allowed ? (
            <Button data-action="drop-sites" onClick={all.takeBack}>
              {t('options.takeBack')}
            </Button>
          ) : (
            <Button look="primary" data-action="allow-sites" onClick={all.allow}>
              {t('ui.allowAllSites')}
            </Button>
          )}
        </div>
        {given?.pageCopy !== undefined && (
          <div class="options-line" data-role="page-copy" data-allowed={given.pageCopy}>
            <State on={given.pageCopy} icon={Copy} label={t('options.pageCopy')}>
              {t(given.pageCopy ? 'options.pageCopyHint' : 'options.pageCopyWithSites')}
            </State>
          </div>
        )}
        {given?.bookmarks && (
          <div class="options-line" data-role="bookmarks-permission">
            <State on icon={Bookmark} label={t('options.bookmarks')}>
              {t('options.bookmarksHint')}
            </State>
            <Button data-action="drop-bookmarks" onClick={given.dropBookmarks}>
              {t('options.takeBack')}
            </Button>
          </div>
        )}
        {given?.patterns.map((pattern) => (
          <div key={pattern} class="options-line" data-role="given-site">
            <State on icon={Globe} label={pattern}>
              {t('options.siteHint')}
            </State>
            <Button data-action="drop-site" onClick={() => given.drop(pattern)}>
              {t('options.takeBack')}
            </Button>
          </div>
        ))}
      </Section>
      <Section title={t('options.always')} hint={t('options.alwaysHint')}>
        {ALWAYS.map(([name, purpose]) => (
          <div key={name} class="options-line options-line-quiet" data-permission={name}>
            <span>{t(purpose)}</span>
            <code class="options-code">{name}</code>
          </div>
        ))}
      </Section>
    </>
  )
}

interface StateProps {
  on: boolean
  /** Stands while it is not allowed. */
  icon: IconNode
  label: string
  children: string
}

function State({ on, icon, label, children }: StateProps) {
  return (
    <div class="options-text">
      <p class={on ? 'options-state options-state-good' : 'options-state'}>
        <Icon node={on ? CircleCheck : icon} />
        {label}
      </p>
      <p class="options-hint options-state-hint">{children}</p>
    </div>
  )
}
