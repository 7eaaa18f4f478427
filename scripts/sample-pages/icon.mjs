import { randomFrom } from './random.mjs'

const MARKS = [
  '<circle cx="16" cy="16" r="8" fill="#fff"/>',
  '<path d="M8 22 16 8l8 14Z" fill="#fff"/>',
  '<path d="M8 16a8 8 0 1 1 16 0" fill="none" stroke="#fff" stroke-width="5"/>',
  '<path d="M9 9h14v4H9zm0 7h14v3H9zm0 6h9v3H9z" fill="#fff"/>',
  '<path d="M7 20c4-10 5 4 9-4s5 2 9-4" fill="none" stroke="#fff" stroke-width="4"/>',
  '<path d="M16 7l3 6 6 1-4.500 4.500 1 6.500-5.500-3-5.500 3 1-6.500L7 14l6-1Z" fill="#fff"/>',
]

/** The icon of a made-up site. */
export function sampleIcon(seed) {
  const random = randomFrom(seed + 500)
  const colour = `hsl(${(seed * 47) % 360} 60% ${38 + random() * 14}%)`
  const mark = MARKS[Math.floor(random() * MARKS.length)]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="${random() > 0.5 ? 16 : 7}" fill="${colour}"/>${mark}</svg>`
}
