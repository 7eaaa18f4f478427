/** Columns a terminal gives a text: two for a Chinese character, none for a combining mark. */
export function displayWidth(text) {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

function characterWidth(character) {
  if (/\p{M}|\u200B|\u200D|\uFE0F/u.test(character)) return 0
  return WIDE.test(character) ? 2 : 1
}

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}|[\u{20000}-\u{3FFFD}]/u

/** Cuts to a width, with an ellipsis where something was cut. */
export function clip(text, limit) {
  if (displayWidth(text) <= limit) return text
  let kept = ''
  for (const character of text) {
    if (displayWidth(kept + character) > limit - 1) break
    kept += character
  }
  return `${kept}…`
}

/**
 * Rows as aligned lines; the first row is the head.
 * @param {string[][]} rows
 */
export function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
