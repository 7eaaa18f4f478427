import type { IncomingMessage, ServerResponse } from 'node:http'
import { routes as chinese } from '../routes/chinese.ts'
import { routes as files } from '../routes/files.ts'
import { routes as frames } from '../routes/frames.ts'
import { routes as pixels } from '../routes/pixels.ts'
import { routes as state } from '../routes/state.ts'
import { routes as styles } from '../routes/styles.ts'
import { routes as trees } from '../routes/trees.ts'

/** The two names of the one server: different origins, and different sites. */
export interface Origins {
  origin: string
  other: string
}

/** An answer that a file can't give: by what is asked, with headers, late, or never. */
export type Route = (request: IncomingMessage, response: ServerResponse, origins: Origins) => void

const GROUPS = [chinese, files, frames, pixels, state, styles, trees]

/** All routes by path. Two groups with one path would hide each other's answer. */
export function allRoutes(): Map<string, Route> {
  const found = new Map<string, Route>()
  for (const [path, route] of GROUPS.flatMap((group) => Object.entries(group))) {
    if (found.has(path)) throw new Error(`two routes for ${path}`)
    found.set(path, route)
  }
  return found
}
