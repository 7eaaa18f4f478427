const answering = new Map<string, Promise<void>>()

/** Notes that the frames of a stored snapshot are still to be answered: bodies of it are here that nobody has stored. */
export function noteAnswering(snapshot: string, answered: Promise<void>): void {
  answering.set(
    snapshot,
    answered.finally(() => answering.delete(snapshot)),
  )
}

/** Resolves once they are, at once where nobody waits. */
export const framesAnswered = (snapshot: string): Promise<void> =>
  answering.get(snapshot) ?? Promise.resolve()
