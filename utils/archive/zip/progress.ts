/** How far an export or an import has come. */
export interface Progress {
  stage: 'bodies' | 'pages' | 'check' | 'store'
  done: number
  total: number
}
