import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { trimClass } from '../../scripts/build/trim-class.ts'
import { AUTH_METHODS } from '../../utils/auth/auth-methods.ts'

const CODE = `
class Client {
  constructor(options) {
    this.url = options.url
    this.group = { first: this._first.bind(this) }
    this.other = { second: this._second.bind(this) }
  }
  async read() { return this.helper() + this.group.first() }
  helper() { return this.url }
  _first() { return 1 }
  _second() { return this.deep() }
  deep() { return 2 }
  get size() { return 3 }
  static make() { return new Client({}) }
  told() { return 4 }
}
const client = new Client({ url: 'a' })
client['told']()
`

describe('trimClass', () => {
  const trimmed = trimClass(CODE, 'Client', ['read'])

  it('keeps what is called, and what that needs', () => {
    for (const kept of ['read()', 'helper()', '_first()', 'this.group', 'this.url', 'told()'])
      expect(trimmed).toContain(kept)
  })

  it('leaves out the rest, and what only that needs', () => {
    for (const gone of ['second', 'other', 'deep', 'size', 'make'])
      expect(trimmed).not.toContain(gone)
  })

  it('makes nothing of a name that is computed', () => {
    const code = 'class A { read(name) { return this[name]() } }'
    expect(() => trimClass(code, 'A', ['read'])).toThrow('computed')
  })

  it('misses what is not there', () => {
    expect(() => trimClass(CODE, 'Client', ['read', 'write'])).toThrow('Client has no write')
    expect(() => trimClass(CODE, 'Server', [])).toThrow('no class Server')
  })

  it('leaves half of the library that signs in', () => {
    const file = '../../node_modules/@supabase/auth-js/dist/module/GoTrueClient.js'
    const code = readFileSync(new URL(file, import.meta.url), 'utf8')
    const left = trimClass(code, 'GoTrueClient', AUTH_METHODS)
    expect(left).toMatch(/async exchangeCodeForSession\([\s\S]*async _callRefreshToken\(/)
    expect(left).not.toMatch(/async (?:signInWithPassword|_enroll|registerPasskey)\(/)
  })
})
