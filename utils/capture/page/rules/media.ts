import * as dom from '../dom.ts'
import { want } from '../findings.ts'
import type { DocumentContext } from '../page-context.ts'
import { visibleBox } from '../picture-box.ts'
import { addDrawing, draw, imageReference } from '../pixels.ts'
import { type Change, type ElementRule, rule } from './rule.ts'

const HAVE_CURRENT_DATA = 2

/** The file's address; loaders that wait for the reader keep it in another attribute. */
function mediaSource(el: Element, d: DocumentContext): Record<string, string | null> {
  const idle = !(el as HTMLMediaElement).srcObject && !dom.hasAttribute(el, 'src')
  const name = idle ? LAZY_SOURCES.find((each) => dom.hasAttribute(el, each)) : 'src'
  const value = name ? dom.attribute(el, name).trim() : ''
  const url = value && dom.absolute(value, d.base)
  if (!name) return { preload: null }
  return { src: url ? want(d.frame.findings, url, 'media') : null, preload: null }
}

const LAZY_SOURCES = ['data-src', 'data-lazy-src', 'data-video-src']
const LAZY_POSTERS = ['data-poster', 'data-lazy-poster', 'data-poster-src']

function videoChange(el: HTMLVideoElement, d: DocumentContext): Change {
  return { set: { ...mediaSource(el, d), ...posterOf(el, d) } }
}

/** What the video shows: its current frame, or its poster as long as that is in front. */
function posterOf(el: HTMLVideoElement, d: DocumentContext): Record<string, string | null> {
  const names = ['poster', ...LAZY_POSTERS]
  const value = names.map((name) => dom.attribute(el, name)).find(Boolean)
  const url = value ? dom.absolute(value, d.base) : ''
  const untouched = el.paused && el.currentTime === 0 && el.played.length === 0
  const frame = url && untouched ? '' : currentFrame(el, d)
  if (frame) return { poster: frame }
  return url ? { poster: imageReference(d.frame, url) } : {}
}

function currentFrame(el: HTMLVideoElement, d: DocumentContext): string {
  if (el.readyState < HAVE_CURRENT_DATA) return ''
  const drawing = draw(el, el.videoWidth, el.videoHeight)
  if (drawing === 'none') return ''
  const cid = `v${d.key}-${d.canvases++}`
  if (drawing !== 'tainted') addDrawing(d.frame, cid, 'image', drawing.copy)
  else {
    const box = visibleBox(el, d)
    if (!box) return ''
    d.crops.push({ cid, kind: 'image', ...box })
  }
  return `cid:${cid}`
}

/** A source of a picture has lost to the image's own choice; others name a video's or song's file. */
function sourceChange(el: Element, d: DocumentContext): Change {
  return { set: { ...mediaSource(el, d), srcset: null, sizes: null } }
}

export const mediaRules = {
  audio: rule((el, d) => ({ set: mediaSource(el, d) })),
  video: rule<HTMLVideoElement>(videoChange),
  source: rule(sourceChange),
  track: rule((el, d) => ({ set: mediaSource(el, d) })),
} satisfies Record<string, ElementRule>
