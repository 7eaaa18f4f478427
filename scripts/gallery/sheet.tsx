import { render } from 'preact'
import '../../components/ui/tokens.css'
import '../../components/ui/base.css'
import '../../components/options/options.css'
import '../../components/options/cloud/cloud.css'
import '../../components/options/storage/storage.css'
import './gallery.css'
import { languageTag, setLanguage } from '../../utils/i18n/t.ts'
import { forceStates } from './forced-states.ts'
import { FOUND } from './found-samples.ts'
import { putSamples } from './samples.ts'
import type { State, Story } from './story.ts'
import { Tokens } from './tokens.tsx'

const only = new URLSearchParams(location.search).get('only') ?? ''

const files = import.meta.glob<{ story: Story }>('./stories/**/*.tsx', { eager: true })

/** Stories by the file they show: of components/ui, or of a screen's folder by its path in components. */
const stories = Object.entries(files)
  .map(([path, { story }]) => [path.replace('./stories/', ''), story] as const)
  .filter(([file]) => file.startsWith(only))

function Sheet() {
  return (
    <main class="gallery-sheet">
      <h1>components</h1>
      {only === '' && <Tokens />}
      {stories.map(([file, story]) => (
        <section key={file} class="gallery-story" data-component={file} id={file}>
          <h2>{file}</h2>
          <div class="gallery-states">
            {story.map((state) => (
              <StateCell key={state.name} state={state} />
            ))}
          </div>
        </section>
      ))}
    </main>
  )
}

function StateCell({ state }: { state: State }) {
  const { name, show, force, wide, height } = state
  return (
    <figure class={wide ? 'gallery-state gallery-state-wide' : 'gallery-state'} data-state={name}>
      <figcaption>{name}</figcaption>
      <div
        class={force ? `gallery-cell is-${force}` : 'gallery-cell'}
        style={height ? { minHeight: height } : {}}
        ref={(cell) => {
          // Once the component's own effects have run.
          if (cell && state.play) setTimeout(state.play, 100, cell)
        }}
      >
        {show()}
      </div>
    </figure>
  )
}

async function open(): Promise<void> {
  const query = new URLSearchParams(location.search)
  await setLanguage(query.get('language') === 'zh_CN' ? 'zh_CN' : 'en')
  await putSamples(FOUND)
  document.documentElement.lang = languageTag()
  document.documentElement.dataset['theme'] = query.get('theme') ?? 'light'
  forceStates()
  render(<Sheet />, document.body)
}

void open()
