/** Where a browser was sent. */
async function sentTo(response: Response): Promise<string> {
  await response.text()
  return response.headers.get('location') ?? ''
}

/**
 * Walks through the sign-in of the stand-in as a browser does, without drawing its page.
 * @param who a user name, or undefined for whoever says no
 * @returns the address at which it ended
 */
export async function walkSignIn(url: string, who: string | undefined): Promise<string> {
  const manual = { redirect: 'manual' as const }
  const begun = await fetch(url, manual)
  if (begun.status !== 302) throw new Error(`${begun.status}: ${await begun.text()}`)
  const page = await sentTo(begun)
  const state = new URL(page).searchParams.get('state') ?? ''
  const choice: Record<string, string> = who === undefined ? { deny: '1' } : { name: who }
  const chosen = await fetch(page, {
    ...manual,
    method: 'POST',
    body: new URLSearchParams({ state, ...choice }),
  })
  return sentTo(await fetch(await sentTo(chosen), manual))
}
