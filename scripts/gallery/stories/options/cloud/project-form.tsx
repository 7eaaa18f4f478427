import {
  ProjectForm,
  type ProjectFormProps,
} from '../../../../../components/options/cloud/project-form.tsx'
import { PROJECT_REASONS, type ProjectAnswer } from '../../../../../utils/model/cloud.ts'
import { noop, type State, type Story, typeInto, unfold } from '../../../story.ts'
import { SIGN_IN_ADDRESS, SIGNED_OUT } from '../../../sync-samples.ts'

const never = new Promise<ProjectAnswer>(noop)

const form = (props: Partial<ProjectFormProps>) => (
  <ProjectForm
    url=""
    apiKey=""
    signInAddress={SIGN_IN_ADDRESS}
    connect={() => never}
    connected={noop}
    {...props}
  />
)

const FILLED = { url: SIGNED_OUT.url, apiKey: SIGNED_OUT.key }

const press = (cell: HTMLElement) =>
  cell.querySelector<HTMLElement>('[data-action=connect]')?.click()

const refused = (reason: (typeof PROJECT_REASONS)[number]): State => ({
  name: reason,
  wide: true,
  show: () => form({ ...FILLED, connect: async () => ({ ok: false, reason, detail: 'HTTP 503' }) }),
  play: press,
})

export const story: Story = [
  { name: 'empty', wide: true, show: () => form({}) },
  { name: 'how to set one up', wide: true, show: () => form({}), play: unfold },
  {
    name: 'typing',
    wide: true,
    show: () => form({}),
    play: (cell) => typeInto(cell, 'https://abcdefghij'),
  },
  { name: 'connecting', wide: true, show: () => form(FILLED), play: press },
  {
    name: 'another project',
    wide: true,
    show: () => form({ ...FILLED, cancel: noop, forget: noop }),
  },
  ...PROJECT_REASONS.map(refused),
]
