/**
 * What BASE.json and index.json say about one kept page.
 * @param {object} row the stored snapshot
 * @param {string} requestedUrl the address that was given; `url` is where it led to
 */
export function snapshotRecord(row, requestedUrl, httpStatus) {
  return {
    url: row.url,
    requestedUrl,
    httpStatus,
    title: row.title,
    capturedAt: new Date(row.capturedAt).toISOString(),
    textLength: row.textLength,
    score: row.score,
    verification: row.verification,
    picture: row.screenshot !== '',
    ms: {
      ack: row.timings.ack,
      page: { total: row.timings.page, longest: row.timings.longestTask },
      complete: row.timings.complete,
    },
    bytes: { raw: row.sizes.raw, stored: row.sizes.stored, added: row.sizes.added },
    resources: {
      total: row.resources.length + row.missing.length,
      kept: row.resources.length,
      missing: row.missing,
    },
  }
}

/** What a failure is recorded as; `reason` is one of the extension's. */
export function failureRecord(url, error) {
  const message = String(error?.message ?? error)
  return { url, error: { reason: error?.reason ?? 'unknown', message } }
}
