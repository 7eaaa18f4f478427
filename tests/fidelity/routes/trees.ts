import type { Route } from '../run/routes.ts'

const GREEN =
  '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><rect width="50" height="50" fill="green"/></svg>'

export const routes: Record<string, Route> = {
  '/trees/deep/green.svg': (_, response) => {
    response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(GREEN)
  },
  '/trees/green.css': (_, response) => {
    const css = 'body { font: 16px sans-serif } p { background: rgb(0, 128, 0); color: white }'
    response.writeHead(200, { 'content-type': 'text/css' }).end(css)
  },
}
