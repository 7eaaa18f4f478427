import { describe, expect, it } from 'vitest'
import { referrersOf } from '../../utils/capture/referrers-of.ts'

describe('Referers for our own requests', () => {
  it('come as one rule each with all hosts that are to hear it', () => {
    const bodies = [
      { url: 'https://a.test/1.png', referrer: 'https://a.test/page' },
      { url: 'https://cdn.test/2.png', referrer: 'https://a.test/' },
      { url: 'https://cdn2.test/3.png', referrer: 'https://a.test/' },
    ]
    expect(referrersOf(bodies)).toEqual([
      { referrer: 'https://a.test/page', hosts: ['a.test'] },
      { referrer: 'https://a.test/', hosts: ['cdn.test', 'cdn2.test'] },
    ])
  })

  it('are none where the page names none', () => {
    expect(referrersOf([{ url: 'https://a.test/1.png', referrer: '' }])).toEqual([])
  })
})
