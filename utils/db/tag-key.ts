/** How tag names compare: NFKC (which folds full width), case, outer and repeated white space. */
export const tagKeyOf = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('und')
