/** Where a snapshot is shown, with the words of a search marked in it. */
export function viewerAddress(snapshot: string, q = ''): string {
  const search = q.trim() === '' ? '' : `&q=${encodeURIComponent(q)}`
  return `viewer.html?snapshot=${snapshot}${search}`
}
