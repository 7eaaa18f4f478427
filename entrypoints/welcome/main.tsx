import { mount } from '../../components/ui/mount.tsx'
import { Welcome } from '../../components/welcome/welcome.tsx'
import { languageTag } from '../../utils/i18n/t.ts'
import { keepShortcut } from '../../utils/platform/commands.ts'
import { sitePermission } from '../../utils/platform/permissions.ts'
import { openPage, openTab } from '../../utils/platform/tabs.ts'

/** A page with pictures, styles and much text, in the reader's language. */
const samplePage = () =>
  languageTag() === 'zh-CN'
    ? 'https://zh.wikipedia.org/wiki/%E4%B8%87%E7%BB%B4%E7%BD%91'
    : 'https://en.wikipedia.org/wiki/World_Wide_Web'

async function open(): Promise<void> {
  const shortcut = await keepShortcut()
  await mount('welcome.pageTitle', () => (
    <Welcome
      permission={sitePermission}
      shortcut={shortcut}
      tryIt={() => void openTab(samplePage())}
      openLibrary={() => void openPage('library.html')}
    />
  ))
}

void open()
