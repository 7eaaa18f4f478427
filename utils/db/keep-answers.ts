import { db, type Tables } from './database.ts'
import { watchTables } from './watch.ts'

/** Gives what a question was answered with before, or asks it. */
export type Keep = <T>(question: string, ask: () => Promise<T>) => Promise<T>

/** Asks each time. */
export const askAnew: Keep = (_, ask) => ask()

/** More questions than an open page has; what is beyond is asked anew. */
const MOST = 64

/**
 * Keeps answers until one of the tables they come from changes, in this or any other context: a page that is open
 * answers from memory. It goes on as long as its context does, so one is made for a page, not for a question.
 */
export function keepAnswers(tables: readonly (keyof Tables)[]): Keep {
  const answers = new Map<string, Promise<unknown>>()
  let library = db.name
  watchTables(tables, () => answers.clear())
  return async <T>(question: string, ask: () => Promise<T>): Promise<T> => {
    if (library !== db.name) answers.clear()
    library = db.name
    const known = answers.get(question)
    if (known !== undefined) return known as Promise<T>
    if (answers.size >= MOST) answers.clear()
    const answer = ask()
    answers.set(question, answer)
    // What failed is asked again; whoever waits hears of it.
    answer.catch(() => answers.get(question) === answer && answers.delete(question))
    return answer
  }
}
