/**
 * SHA-256 of short texts, at once. The browser's own answers later, and a transaction of IndexedDB does not wait for
 * that; for some hundred bytes it is slower, too. For bodies use the browser's.
 */
const fraction = (root: number): number => ((root % 1) * 2 ** 32) >>> 0
const ROUNDS = rounds()
const START = [2, 3, 5, 7, 11, 13, 17, 19].map((prime) => fraction(Math.sqrt(prime)))
const BLOCK = 64
const encoder = new TextEncoder()
const schedule = new Uint32Array(64)

/** The first 64 bits of the fractional parts of the square and cube roots of primes, as the standard has them. */
function rounds(): Uint32Array {
  const primes: number[] = []
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n)
  return Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
}

/** The eight words of SHA-256 of a text's UTF-8 bytes. */
export function sha256Words(text: string): Uint32Array {
  const padded = pad(encoder.encode(text))
  const view = new DataView(padded.buffer)
  const state = Uint32Array.from(START)
  for (let at = 0; at < padded.length; at += BLOCK) addBlock(state, view, at)
  return state
}

/** A one bit, zeros, and the length in bits in the last 8 bytes. */
function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, bytes.length << 3)
  return padded
}

const turn = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits))

function expand(view: DataView, at: number): void {
  for (let i = 0; i < 16; i++) schedule[i] = view.getUint32(at + i * 4)
  for (let i = 16; i < 64; i++) {
    const a = schedule[i - 15] ?? 0
    const b = schedule[i - 2] ?? 0
    const low = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)
    const high = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)
    schedule[i] = (schedule[i - 16] ?? 0) + low + (schedule[i - 7] ?? 0) + high
  }
}

function addBlock(state: Uint32Array, view: DataView, at: number): void {
  expand(view, at)
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const high = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const one = (h + high + ((e & f) ^ (~e & g)) + (ROUNDS[i] ?? 0) + (schedule[i] ?? 0)) | 0
    const low = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] ?? 0) + word
}
