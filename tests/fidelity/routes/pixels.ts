import type { Route } from '../run/routes.ts'

export const routes: Record<string, Route> = {}
