import { browser } from './browser.ts'

export interface Shortcut {
  name: string
  /** As the browser writes it, '' where none is set. */
  keys: string
}

/** The keyboard shortcuts as the user has them now. */
export async function shortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll()
  return commands.map(({ name = '', shortcut = '' }) => ({ name, keys: shortcut }))
}

/** The keys that keep the page in front. */
export async function keepShortcut(): Promise<string> {
  return (await shortcuts()).find(({ name }) => name === 'keep-page')?.keys ?? ''
}

/** Only Firefox has this call, and the types leave it out. */
type Commands = typeof browser.commands & { openShortcutSettings?: () => Promise<void> }

/** Opens the browser's own page where shortcuts are changed. */
export async function openShortcutSettings(): Promise<void> {
  const commands: Commands = browser.commands
  if (commands.openShortcutSettings) await commands.openShortcutSettings()
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' })
}
