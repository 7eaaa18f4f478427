/** Which gap between lines a pointer is nearest to: as many lines are above it. */
export const gapAt = (y: number, lines: readonly { top: number; height: number }[]): number =>
  lines.filter(({ top, height }) => top + height / 2 < y).length
