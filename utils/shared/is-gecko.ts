/** Whether this is Firefox's engine, for what it does otherwise and nobody can ask about. */
export const isGecko = (): boolean => CSS.supports('-moz-orient', 'inline')
