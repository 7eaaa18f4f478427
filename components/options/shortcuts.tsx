import { type MessageKey, t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { Line } from './line.tsx'
import type { OptionsProps } from './options-props.ts'
import { Section } from './section.tsx'

type Props = Pick<OptionsProps, 'shortcuts' | 'openShortcutSettings'>

/** The browser's shortcuts for us, which only its own page can change, and what works without keys. */
export function Shortcuts({ shortcuts, openShortcutSettings }: Props) {
  return (
    <>
      <Section hint={t('options.shortcutsHint')}>
        {shortcuts
          .filter(isOurs)
          .toSorted(byUse)
          .map(({ name, keys }) => (
            <Line key={name} label={t(nameOf(name))}>
              {keys ? <kbd>{keys}</kbd> : <span class="options-hint">{t('options.noKeys')}</span>}
            </Line>
          ))}
        <div class="options-line">
          <Button data-action="change-shortcuts" onClick={openShortcutSettings}>
            {t('options.changeShortcuts')}
          </Button>
        </div>
      </Section>
      <Section title={t('options.otherWays')}>
        <Line label={t('options.addressBar')} hint={t('options.addressBarHint')}>
          <kbd>ls</kbd>
        </Line>
        <Line label={t('options.contextMenu')} hint={t('options.contextMenuHint')} />
        <Line label={t('options.pageKeys')} hint={t('options.pageKeysHint')}>
          <kbd>?</kbd>
        </Line>
      </Section>
    </>
  )
}

/** A command's name is in the locales under its own: 'keep-page' is command.keepPage. */
const nameOf = (command: string): MessageKey =>
  `command.${command.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}` as MessageKey

const ORDER = ['keep-page', 'open-library', 'add-selection-as-note', 'keep-window']

/** Browsers list them by name; those used most come first here. */
const byUse = (a: { name: string }, b: { name: string }): number =>
  ORDER.indexOf(a.name) - ORDER.indexOf(b.name)

/** Browsers list the click on the toolbar's button among the commands, under a name of theirs. */
const isOurs = ({ name }: { name: string }): boolean => t(nameOf(name)) !== nameOf(name)
