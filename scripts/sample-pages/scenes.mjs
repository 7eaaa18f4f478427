import { pick, randomFrom } from './random.mjs'

/** Sky above, sky below, ground near; what a photographer would call the light of a picture. */
const LIGHTS = [
  ['#f7c59f', '#e76f51', '#264653'],
  ['#bfe3f5', '#eaf6ff', '#2d6a4f'],
  ['#2b2d6e', '#f28482', '#1b1b3a'],
  ['#9cc5a1', '#f0f3bd', '#216869'],
  ['#8ecae6', '#ffd6a5', '#5b7f3b'],
  ['#d9d7f1', '#fffdde', '#6a5d7b'],
  ['#0b132b', '#3a506b', '#0b0f1e'],
  ['#fde2e4', '#fad2e1', '#8d5b75'],
]

const WIDTH = 640
const HEIGHT = 400

/**
 * A picture that stands for a photograph: a landscape, the sea, a town, a dish, a thing.
 * @param {'hills' | 'sea' | 'town' | 'dish' | 'thing'} what
 */
export function scene(what, seed) {
  const random = randomFrom(seed)
  const light = pick(random, LIGHTS)
  const inside = SCENES[what](random, light)
  const id = `s${what}${seed}`
  return `<svg class="scene" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMidYMid slice">
<defs><linearGradient id="${id}" x2="0" y2="1"><stop stop-color="${light[0]}"/><stop offset="1" stop-color="${light[1]}"/></linearGradient></defs>
<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#${id})"/>${inside}</svg>`
}

const SCENES = {
  hills: (random, light) =>
    sun(random) + [0.5, 0.62, 0.76].map((top, n) => ridge(random, light[2], top, n)).join(''),
  sea: (random, light) =>
    sun(random) +
    `<rect y="235" width="640" height="170" fill="${light[2]}" opacity=".75"/>${waves(random)}`,
  town: (random, light) => sun(random) + houses(random, light[2]),
  dish: (random) => dish(random),
  thing: (random, light) => thing(random, light[2]),
}

function sun(random) {
  const x = 90 + random() * 460
  return `<circle cx="${x}" cy="${90 + random() * 110}" r="${26 + random() * 26}" fill="#fff" opacity=".75"/>`
}

/** One row of hills behind another, the nearer the darker. */
function ridge(random, colour, top, n) {
  const points = Array.from({ length: 9 }, (_, i) => {
    const y = HEIGHT * top - random() * (90 - n * 22)
    return `${i * 80},${y.toFixed(0)}`
  })
  const opacity = 0.4 + n * 0.28
  return `<path d="M0,${HEIGHT} L${points.join(' L')} L${WIDTH},${HEIGHT}Z" fill="${colour}" opacity="${opacity}" stroke-linejoin="round"/>`
}

function waves(random) {
  return Array.from({ length: 26 }, () => {
    const y = 240 + random() * 150
    const x = random() * 600
    return `<rect x="${x.toFixed(0)}" y="${y.toFixed(0)}" width="${(20 + random() * 90).toFixed(0)}" height="2" rx="1" fill="#fff" opacity=".35"/>`
  }).join('')
}

function houses(random, colour) {
  let x = -10
  let drawn = ''
  while (x < WIDTH) {
    const width = 40 + random() * 60
    const height = 90 + random() * 190
    const top = HEIGHT - height
    drawn += `<rect x="${x}" y="${top}" width="${width}" height="${height}" fill="${colour}" opacity="${0.55 + random() * 0.4}"/>`
    for (let y = top + 16; y < HEIGHT - 14; y += 26)
      for (let at = x + 9; at < x + width - 14; at += 18)
        if (random() > 0.45)
          drawn += `<rect x="${at}" y="${y}" width="8" height="11" fill="#ffe8a3" opacity=".8"/>`
    x += width + 3
  }
  return drawn
}

function dish(random) {
  const hue = random() * 50
  const bits = Array.from({ length: 34 }, () => {
    const angle = random() * 6.28
    const far = random() * 96
    const [x, y] = [320 + Math.cos(angle) * far, 205 + Math.sin(angle) * far * 0.9]
    const tone = random() > 0.75 ? 110 : hue
    return `<ellipse cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" rx="${(10 + random() * 17).toFixed(0)}" ry="${(8 + random() * 10).toFixed(0)}" fill="hsl(${tone} 62% ${(34 + random() * 26).toFixed(0)}%)" transform="rotate(${(random() * 90).toFixed(0)} ${x.toFixed(0)} ${y.toFixed(0)})"/>`
  }).join('')
  return `<rect width="640" height="400" fill="hsl(${hue + 20} 30% ${random() > 0.5 ? 30 : 78}%)"/><ellipse cx="326" cy="218" rx="176" ry="160" fill="#000" opacity=".25"/><ellipse cx="320" cy="206" rx="172" ry="156" fill="#fbfaf5"/><ellipse cx="320" cy="206" rx="132" ry="118" fill="#ece7dc"/>${bits}`
}

function thing(random, colour) {
  const hue = random() * 360
  const body = `hsl(${hue} 45% 48%)`
  const shapes = [
    `<rect x="270" y="90" width="100" height="210" rx="18" fill="${body}"/><rect x="292" y="55" width="56" height="40" rx="8" fill="${colour}"/>`,
    `<path d="M230 150h180l-16 150a20 20 0 0 1-20 18H266a20 20 0 0 1-20-18Z" fill="${body}"/><path d="M410 175c60 0 60 90-8 90" fill="none" stroke="${body}" stroke-width="18"/>`,
    `<rect x="215" y="120" width="210" height="140" rx="14" fill="${colour}"/><rect x="228" y="133" width="184" height="114" rx="6" fill="${body}"/><rect x="190" y="262" width="260" height="16" rx="8" fill="#999"/>`,
    `<circle cx="320" cy="190" r="96" fill="${body}"/><circle cx="320" cy="190" r="70" fill="#fff" opacity=".85"/><path d="M320 140v52l34 22" stroke="${colour}" stroke-width="8" fill="none"/>`,
  ]
  return `<rect width="640" height="400" fill="hsl(${hue} 20% 93%)"/><ellipse cx="320" cy="316" rx="150" ry="18" fill="#000" opacity=".12"/>${pick(random, shapes)}`
}
