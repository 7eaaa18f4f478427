/** Whose turn it is among hosts: one page of a host at a time, with a pause between two. */
export interface HostTurns {
  isFree: (host: string, now: number) => boolean
  /** A page of the host is being opened. */
  begin: (host: string) => void
  /** It is closed; the next one may come at a time. */
  end: (host: string, next: number) => void
  /** The host asked to be left alone until a time. */
  hold: (host: string, until: number) => void
  /** Somebody asked for the host now: it is held no longer than until a time. */
  release: (host: string, until: number) => void
  /** When the next pause ends of those that last, undefined where there is none. */
  nextEnd: (now: number) => number | undefined
}

export function createHostTurns(): HostTurns {
  const busy = new Set<string>()
  const pauses = new Map<string, number>()
  const hold = (host: string, until: number) =>
    void pauses.set(host, Math.max(until, pauses.get(host) ?? 0))
  const forgetPast = (now: number) => {
    for (const [host, until] of pauses) if (until <= now) pauses.delete(host)
  }
  return {
    isFree: (host, now) => !busy.has(host) && (pauses.get(host) ?? 0) <= now,
    begin: (host) => void busy.add(host),
    end: (host, next) => {
      busy.delete(host)
      hold(host, next)
    },
    hold,
    release: (host, until) => void pauses.set(host, Math.min(until, pauses.get(host) ?? 0)),
    nextEnd: (now) => {
      forgetPast(now)
      return pauses.size === 0 ? undefined : Math.min(...pauses.values())
    },
  }
}
