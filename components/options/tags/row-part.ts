/** Where a part of a tag's row is on the screen; the row itself where the part is not shown. */
export function rowPart(id: number, part: 'colour' | 'menu'): DOMRect | undefined {
  const row = document.querySelector(`[data-role=tag-row][data-tag-id="${id}"]`)
  return (row?.querySelector(`[data-action=${part}]`) ?? row)?.getBoundingClientRect()
}
