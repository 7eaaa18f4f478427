import type { IconNode } from 'lucide'
import { Camera, CircleCheck, Globe, Pin, Search, Tag, WifiOff } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Note } from '../ui/note.tsx'
import { type SitePermission, useAllSites } from '../ui/use-all-sites.ts'
import { ShelfPicture } from './shelf-picture.tsx'
import './welcome.css'

interface Props {
  permission: SitePermission
  shortcut: string
  tryIt: () => void
  openLibrary: () => void
}

/** The page shown once after the installation. */
export function Welcome({ permission, shortcut, tryIt, openLibrary }: Props) {
  return (
    <main class="welcome">
      <header class="welcome-hero">
        <div>
          <img src="/icon/96.png" width={56} height={56} alt="" />
          <h1 class="welcome-title">{t('welcome.title')}</h1>
          <ul class="welcome-points">
            <Point icon={WifiOff} text={t('welcome.whole')} />
            <Point icon={Tag} text={t('welcome.tags')} />
            <Point icon={Search} text={t('welcome.yours')} />
          </ul>
        </div>
        <ShelfPicture />
      </header>
      <Step number={1} title={t('welcome.pinTitle')}>
        <p class="welcome-line">
          <Icon node={Pin} size={20} />
          {t('welcome.pin')}
        </p>
      </Step>
      <Step number={2} title={t('welcome.sitesTitle')}>
        <Sites permission={permission} />
      </Step>
      <Step number={3} title={t('welcome.tryTitle')}>
        <p>{shortcut ? t('welcome.try', shortcut) : t('welcome.tryToolbar')}</p>
        <div class="welcome-actions">
          <Button look="primary" size="large" icon={Camera} data-action="try" onClick={tryIt}>
            {t('welcome.tryIt')}
          </Button>
          <Button look="quiet" size="large" data-action="library" onClick={openLibrary}>
            {t('welcome.library')}
          </Button>
        </div>
      </Step>
    </main>
  )
}

function Point({ icon, text }: { icon: IconNode; text: string }) {
  return (
    <li class="welcome-line">
      <Icon node={icon} size={20} />
      {text}
    </li>
  )
}

function Step(props: { number: number; title: string; children: ComponentChildren }) {
  return (
    <section class="welcome-step">
      <span class="welcome-number" aria-hidden="true">
        {props.number}
      </span>
      <div class="welcome-step-body">
        <h2 class="welcome-heading">{props.title}</h2>
        {props.children}
      </div>
    </section>
  )
}

function Sites({ permission }: { permission: SitePermission }) {
  const sites = useAllSites(permission)
  const [later, setLater] = useState(false)
  if (sites.allowed) {
    return (
      <Note icon={CircleCheck} tone="good">
        {t('welcome.sitesAllowed')}
      </Note>
    )
  }
  return (
    <>
      <p>{t('welcome.sites')}</p>
      <p class="welcome-faint">{t('welcome.without')}</p>
      {later ? (
        <p class="welcome-faint" role="status">
          {t('welcome.later')}
        </p>
      ) : (
        <div class="welcome-actions">
          <Button icon={Globe} data-action="allow-sites" onClick={sites.allow}>
            {t('ui.allowAllSites')}
          </Button>
          <Button look="quiet" data-action="not-now" onClick={() => setLater(true)}>
            {t('ui.notNow')}
          </Button>
        </div>
      )}
    </>
  )
}
