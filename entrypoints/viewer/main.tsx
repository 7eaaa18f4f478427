import { mount } from '../../components/ui/mount.tsx'
import { Viewer } from '../../components/viewer/viewer.tsx'
import { openTab } from '../../utils/platform/tabs.ts'
import { saveFile } from './save-file.ts'

const shown = () => new URLSearchParams(location.search).get('snapshot') ?? ''

void mount('viewer.title', () => (
  <Viewer uid={shown()} openTab={(url) => void openTab(url)} saveFile={saveFile} />
))
