/** A new random UUID. */
export const newUid = (): string => crypto.randomUUID()

/** The first id a link of this time may have; ties count up from it. */
export const linkIdAt = (ms: number): number => ms * 1024
