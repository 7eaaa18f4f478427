import { describe, expect, it } from 'vitest'
import { createMemoryServer, type ServerMutant } from './support/memory-server.ts'
import { RULES, type Subject } from './support/server-contract.ts'

function newSubject(mutant?: ServerMutant): Subject {
  let time = Date.UTC(2026, 0, 1)
  const now = () => time
  const wait = (ms: number) => {
    time += ms
  }
  return { server: createMemoryServer(now, mutant), now, wait }
}

describe('the server', () => {
  it.each(Object.entries(RULES))('%s', async (_, rule) => {
    await rule(newSubject())
  })

  it.each<[ServerMutant, string]>([
    ['arrival-order', 'keeps the value of the greater stamp, whenever it comes'],
    ['bad-aborts', 'refuses a bad item alone'],
    ['remove-wins', 'keeps a member that was added after what a removal knew'],
  ])('with %s breaks the rule that it %s', async (mutant, name) => {
    await expect(RULES[name]?.(newSubject(mutant))).rejects.toThrow(/expected/)
  })
})
