import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection of a superuser to the suite's cluster. */
    postgres: import('pg').PoolConfig
  }
}
