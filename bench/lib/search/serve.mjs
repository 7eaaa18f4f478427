/** Runs what the page asks for, one after the other, and tells what it came to. */
export function serve(works) {
  addEventListener('message', async ({ data: { id, name, args } }) => {
    try {
      postMessage({ id, value: await works[name](...args) })
    } catch (error) {
      postMessage({ id, error: String(error?.stack ?? error) })
    }
  })
}

export async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}
