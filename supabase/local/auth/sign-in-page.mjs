/** The page that plays the OAuth provider: whoever opens it says who they are, or refuses. */
export function signInPage({ provider, state, names, path }) {
  const known = names.map(
    (name) =>
      `<button name="name" value="${escapeText(name)}" formnovalidate>${escapeText(name)}</button>`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in with ${escapeText(provider)} (stand-in)</title>
<style>
  :root { color-scheme: light dark; font: 16px system-ui, sans-serif }
  body { max-width: 22rem; margin: 4rem auto; padding: 0 1rem }
  form { display: grid; gap: .75rem }
  button, input { font: inherit; padding: .6rem .8rem; border-radius: .5rem; border: 1px solid #8888 }
  p { color: GrayText }
</style>
<h1>Sign in with ${escapeText(provider)}</h1>
<p>A stand-in for development: there is no password, and nothing leaves this computer.</p>
<form method="post" action="${escapeText(path)}">
  <input type="hidden" name="state" value="${escapeText(state)}">
  ${known.join('\n  ')}
  <input name="typed" aria-label="User name" placeholder="User name" maxlength="40" required autofocus>
  <button name="go" value="sign-in">Sign in</button>
  <button name="deny" value="1" formnovalidate>Deny</button>
</form>
</html>`
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeText = (text) => text.replaceAll(/[&<>"']/g, (found) => ESCAPES[found])
