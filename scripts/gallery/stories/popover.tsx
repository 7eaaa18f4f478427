import { useRef, useState } from 'preact/hooks'
import { Button } from '../../../components/ui/button.tsx'
import { Popover } from '../../../components/ui/popover.tsx'
import type { Story } from '../story.ts'

function Opener() {
  const cell = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <div ref={cell}>
      <Button onClick={() => setOpen(true)}>Open</Button>
      {open && (
        <Popover
          label="Numbers"
          anchor={() => cell.current?.getBoundingClientRect()}
          close={() => setOpen(false)}
        >
          <Button role="menuitem" data-item>
            One
          </Button>
        </Popover>
      )}
    </div>
  )
}

export const story: Story = [{ name: 'below what opens it', show: () => <Opener /> }]
