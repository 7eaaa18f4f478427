/** What is stored, by kind. */
export function Storage() {
  return null
}
