import { t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { Section } from './section.tsx'

export interface ShortcutsProps {
  /** Names of commands and their keys, '' where none are set. */
  shortcuts: { name: string; keys: string }[]
  openShortcutSettings: () => void
}

const NAMES = { 'keep-page': 'command.keepPage', 'open-library': 'command.openLibrary' } as const

/** The browser's shortcuts for us; only its own page can change them. */
export function Shortcuts({ shortcuts, openShortcutSettings }: ShortcutsProps) {
  return (
    <Section title={t('options.shortcuts')}>
      {Object.entries(NAMES).map(([command, name]) => {
        const keys = shortcuts.find((each) => each.name === command)?.keys
        return (
          <div key={command} class="options-line">
            <span class="options-label">{t(name)}</span>
            {keys ? <kbd>{keys}</kbd> : <span class="options-hint">{t('options.noKeys')}</span>}
          </div>
        )
      })}
      <div class="options-line">
        <span class="options-hint">{t('options.shortcutsHint')}</span>
        <Button look="quiet" onClick={openShortcutSettings}>
          {t('options.changeShortcuts')}
        </Button>
      </div>
    </Section>
  )
}
