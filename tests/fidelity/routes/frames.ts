import type { Route } from '../run/routes.ts'

const POLICY = "default-src 'none'; style-src 'none'; sandbox"

export const routes: Record<string, Route> = {
  // The page's own style is refused, and nothing of ours may be.
  '/frames/policy.html': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': POLICY })
    response.end('<!doctype html><style>p { color: red }</style><p>Plain</p>')
  },
}
