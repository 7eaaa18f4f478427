/** Larger bodies are not kept: one must fit into memory, twice. */
export const MOST_BODY_BYTES = 64 * 1024 * 1024
