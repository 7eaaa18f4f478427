import { expect, it } from 'vitest'
import { isShownType } from '../../utils/shared/shown-types.ts'

it.each([
  'text/html; charset=utf-8',
  'TEXT/PLAIN',
  'text/markdown',
  'image/png',
  'video/mp4',
  'application/pdf',
  'application/xhtml+xml',
  'application/rss+xml',
  'application/ld+json',
  'application/javascript',
  '',
])('%s is shown', (type) => expect(isShownType(type)).toBe(true))

it.each([
  'text/csv',
  'text/csv; header=present',
  'text/calendar',
  'binary/octet-stream',
  'application/octet-stream',
  'application/force-download',
  'application/epub+zip',
  'application/vnd.rar',
  'font/woff2',
])('%s is stored', (type) => expect(isShownType(type)).toBe(false))
