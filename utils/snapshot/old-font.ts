/** Fonts of browsers long gone, which sheets still name beside those of today. */
const OLD_FONT = /\.(?:eot|svgz?)(?:[?#]|$)/i

/** Whether no browser of today would load a font from an address. */
export const isOldFont = (url: string): boolean => OLD_FONT.test(url)
