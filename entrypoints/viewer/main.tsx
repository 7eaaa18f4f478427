import { mount } from '../../components/ui/mount.tsx'
import { Viewer } from '../../components/viewer/viewer.tsx'
import { openTab } from '../../utils/platform/tabs.ts'
import { saveFile } from './save-file.ts'

const asked = (name: string) => new URLSearchParams(location.search).get(name) ?? ''

void mount('viewer.title', () => (
  <Viewer
    uid={asked('snapshot')}
    q={asked('q')}
    openTab={(url) => void openTab(url)}
    saveFile={saveFile}
  />
))
