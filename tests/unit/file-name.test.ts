import { describe, expect, it } from 'vitest'
import { fileName } from '../../utils/archive/file-name.ts'

describe('the name a kept file is saved under', () => {
  it.each([
    ['https://a.org/papers/report.pdf?v=2#page=3', 'application/pdf', 'report.pdf'],
    ['https://a.org/%E8%AE%BA%E6%96%87.pdf', 'application/pdf', '论文.pdf'],
    ['https://a.org/download', 'application/pdf', 'download.pdf'],
    ['https://a.org/', 'image/png', 'file.png'],
    ['https://a.org/photo', 'image/jpeg', 'photo.jpg'],
    ['https://a.org/data', 'application/x-unknown', 'data'],
    ['https://a.org/..%2F..%2Fetc%2Fpasswd', 'text/plain', 'etc passwd.txt'],
    ['https://a.org/%E0%A4%A.txt', 'text/plain', '%E0%A4%A.txt'],
    ['no address', 'text/plain', 'file.txt'],
  ])('of %s (%s) is %s', (address, type, name) => {
    expect(fileName(address, type)).toBe(name)
  })

  it('is not too long for any system', () => {
    const long = fileName(`https://a.org/${'x'.repeat(5000)}.pdf`, 'application/pdf')
    expect(long).toBe(`${'x'.repeat(100)}.pdf`)
  })
})
