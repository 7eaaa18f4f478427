/**
 * A sheet's text for a drawing, whose root is not the page's: rules for the root find the element `html`
 * (as strong as before, since `:is` counts its strongest), and those of a shadow tree stay in it.
 */
export function flatStyle(css: string, host: number | undefined): string {
  const rooted = css.replace(/:root(?![\w-])/g, ':is(html,.linkshot-root)')
  if (host === undefined) return rooted
  const scoped = rooted
    .replace(/:host\(/g, ':scope:is(')
    .replace(/:host(?![\w-])/g, ':scope')
    .replace(/::slotted\(/g, ':is(')
  return `@scope ([data-linkshot-host="${host}"]){${scoped}}`
}
