import { Plus } from 'lucide'
import { useState } from 'preact/hooks'
import { t, tn } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { TagInput } from '../../ui/tag-input.tsx'
import type { AddChoices } from './use-add.ts'
import { useNewTags } from './use-new-tags.ts'

/** What is asked about all links that are added together. */
export function useAddChoices(tags: Tag[]) {
  const given = useNewTags(tags)
  const [capture, setCapture] = useState(true)
  const [ownTags, setOwnTags] = useState(true)
  const choices: AddChoices = { tags: given.paths, ownTags, capture }
  return { given, choices, setCapture, setOwnTags }
}

interface Props {
  tags: Tag[]
  asked: ReturnType<typeof useAddChoices>
  /** Some have tags of their own. */
  hasOwn?: boolean
  count: number
  busy: boolean
  /** The button works without links, too: it says what is missing. */
  idle?: boolean
}

/** Fewer are added at once. */
const LONG = 200

/** Tags for all, whether pages are kept too, and the button that adds. */
export function AddFoot({ tags, asked, hasOwn = false, count, busy, idle = false }: Props) {
  const { given, choices, setCapture, setOwnTags } = asked
  return (
    <>
      <TagInput tags={tags} chosen={given.chosen} onAdd={given.add} onRemove={given.remove} />
      {busy && count > LONG && <Progress label={t('library.adding')} />}
      <footer class="add-foot">
        <div class="add-checks">
          {hasOwn && (
            <Check name="add-own-tags" on={choices.ownTags} set={setOwnTags}>
              {t('library.useFolders')}
            </Check>
          )}
          <Check name="add-capture" on={choices.capture} set={setCapture}>
            {t('library.addCapture')}
          </Check>
        </div>
        <Button
          type="submit"
          look="primary"
          icon={Plus}
          disabled={busy || (count === 0 && !idle)}
          data-action="add"
        >
          {count > 1 ? tn('library.addCount', count) : t('library.addOne')}
        </Button>
      </footer>
    </>
  )
}

interface CheckProps {
  name: string
  on: boolean
  set: (on: boolean) => void
  children: string
}

function Check({ name, on, set, children }: CheckProps) {
  return (
    <label class="add-check">
      <input
        type="checkbox"
        checked={on}
        data-role={name}
        onClick={(event) => set(event.currentTarget.checked)}
      />
      {children}
    </label>
  )
}
