/** Stands in for the browser's extension API: says yes to every message and finds files of the gallery. */
export const browser = {
  runtime: {
    getURL: (path: string): string => new URL(path, location.href).href,
    sendMessage: async (message: unknown): Promise<unknown> => {
      console.info('sent', message)
      return { ok: true, value: { actId: 'sample' } }
    },
  },
  i18n: { getUILanguage: (): string => 'en' },
}
