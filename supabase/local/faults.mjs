/**
 * What is to go wrong with the next requests to a path.
 * @typedef {object} Fault
 * @property {RegExp} path
 * @property {string} [method] any, unless given
 * @property {number} [times] how many requests; one, unless given
 * @property {number} [skip] how many requests go well before
 * @property {number} [delay] ms before anything is done
 * @property {import('./answers.mjs').Answer} [answer] instead of the true one
 * @property {'before' | 'after' | 'middle'} [cut] the connection ends before anything is done, after all of it
 * was done, or in the middle of the answer
 */

/** A list of faults for tests, reachable in this process only. */
export function createFaults() {
  /** @type {Fault[]} */
  let faults = []
  return {
    add(/** @type {Fault} */ fault) {
      faults.push({ times: 1, skip: 0, ...fault })
    },
    clear() {
      faults = []
    },
    /** The fault of a request, counted as used. */
    take(method, path) {
      const fault = faults.find(
        (each) => each.path.test(path) && (each.method ?? method) === method,
      )
      if (!fault) return undefined
      if (fault.skip-- > 0) return undefined
      if (--fault.times <= 0) faults = faults.filter((each) => each !== fault)
      return fault
    },
  }
}

const WAIT = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Lets a request go wrong.
 * @returns whether it was answered, or is not to be
 */
export async function applyFault(fault, request, response, send) {
  if (!fault) return false
  if (fault.delay) await WAIT(fault.delay)
  if (fault.cut === 'before') request.socket.destroy()
  else if (fault.answer) send(response, fault.answer)
  else if (fault.cut) cutAnswer(response, fault.cut)
  return fault.cut === 'before' || fault.answer !== undefined
}

/** All is done as ever, but the answer does not arrive, or only the first half of it. */
function cutAnswer(response, when) {
  const parts = []
  const keep = (part) => {
    if (part && typeof part !== 'function') parts.push(Buffer.from(part))
    return true
  }
  const write = response.write.bind(response)
  const writeHead = response.writeHead.bind(response)
  let head = [200]
  response.writeHead = (...args) => {
    head = args
    return response
  }
  response.write = keep
  response.end = (part) => {
    keep(part)
    const body = Buffer.concat(parts)
    if (when === 'after' || body.length < 2) return response.socket?.destroy()
    const [status, ...others] = head
    writeHead(status, { ...others.at(-1), 'content-length': body.length })
    write(body.subarray(0, body.length >> 1), () => response.socket?.destroy())
    return response
  }
}
