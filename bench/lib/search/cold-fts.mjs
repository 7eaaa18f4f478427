// Its files can be opened in a worker only.
const worker = new Worker('/fts-find.js', { type: 'module' })
worker.addEventListener('message', ({ data: { value, error } }) => {
  window.answered = { time: performance.now(), count: value?.count ?? 0, error }
})
worker.postMessage({ id: '1', name: 'find', args: [decodeURIComponent(location.hash.slice(1))] })
