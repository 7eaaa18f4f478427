import { useLayoutEffect } from 'preact/hooks'
import { allSettings } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import { Toasts } from '../ui/toasts.tsx'
import { useLive } from '../ui/use-live.ts'
import type { OptionsProps } from './options-props.ts'
import { SECTIONS } from './sections.tsx'
import { SideNav } from './side-nav.tsx'
import { useSection } from './use-section.ts'
import './options.css'

/** Settings and the tags, a section at a time. */
export function Options(props: OptionsProps) {
  const id = useSection()
  const settings = useLive(allSettings, [])
  const section = SECTIONS.find((each) => each.id === id) ?? SECTIONS[0]
  const name = t(section?.name ?? 'options.title')
  useLayoutEffect(() => {
    document.title = t('options.sectionTitle', name)
  }, [name])
  const Show = section?.show
  return (
    <div class="options">
      <SideNav current={id} />
      <main class="options-main" data-section={id}>
        <h1 class="options-title">{name}</h1>
        {Show && settings && <Show key={id} {...props} settings={settings} />}
      </main>
      <Toasts />
    </div>
  )
}
