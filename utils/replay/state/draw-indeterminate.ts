import { attribute, styleOf } from '../safe-dom.ts'

const LOOK =
  /^(\d{1,4}(?:\.\d+)?) (\d{1,4}(?:\.\d+)?) (-?\d{1,4}(?:\.\d+)?) (rgba?\([\d., ]{5,40}\))$/
const USUAL = ['', '13', '13', '3', 'rgb(0, 117, 255)']
/** The grey of a disabled box leaves its dash grey too. */
const DISABLED = 'rgb(209, 209, 209)'

/** The dash of a box that is neither checked nor not. */
const dash = (colour: string): string => {
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 13 13'><rect width='13' height='13' rx='2' fill='${colour}'/>` +
    `<rect x='2.6' y='5.5' width='7.8' height='2' rx='.7' fill='${colour === DISABLED ? '#ededed' : '#fff'}'/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg).replace(/[()']/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`
}

/**
 * Draws a checkbox whose third state only a script could set. `data-linkshot-look` gives its width and
 * height, how far a drawn box would stand too high, in CSS pixels, and its colour.
 */
export function drawIndeterminate(box: Element): void {
  const found = LOOK.exec(attribute(box, 'data-linkshot-look') ?? '') ?? USUAL
  const [, width, height, raised, colour = ''] = found
  const rules = {
    appearance: 'none',
    width: `${width}px`,
    height: `${height}px`,
    'box-sizing': 'border-box',
    border: '0',
    'vertical-align': Number(raised) ? `-${raised}px` : '',
    background: `url("${dash(colour)}") center/contain no-repeat`,
  }
  for (const [name, value] of Object.entries(rules))
    if (value) styleOf(box)?.setProperty(name, value)
}
