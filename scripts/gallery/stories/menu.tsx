import { useRef, useState } from 'preact/hooks'
import { Button } from '../../../components/ui/button.tsx'
import { Menu } from '../../../components/ui/menu.tsx'
import { noop, type Story } from '../story.ts'

const ITEMS = [
  { action: 'rename', name: 'Rename', keys: 'F2', run: noop },
  { action: 'up', name: 'Move up', keys: 'Alt ↑', run: noop, disabled: true },
  { action: 'remove', name: 'Remove', keys: 'Del', run: noop, danger: true },
]

function Opener() {
  const cell = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <div ref={cell}>
      <Button onClick={() => setOpen(true)}>Open</Button>
      {open && (
        <Menu
          name="sample-menu"
          label="Sample"
          items={ITEMS}
          anchor={() => cell.current?.getBoundingClientRect()}
          close={() => setOpen(false)}
        />
      )}
    </div>
  )
}

export const story: Story = [
  { name: 'acts with their keys, one of which makes no sense now', show: () => <Opener /> },
]
