import { useEffect, useState } from 'preact/hooks'
import { send } from '../../utils/messaging/send.ts'

/** The optional permission to read pages of all sites, as an entrypoint hands it over. */
export interface SitePermission {
  has: () => Promise<boolean>
  /** Must run in the click itself: browsers refuse to ask after an await. */
  request: (patterns?: string[]) => Promise<boolean>
  drop: () => Promise<boolean>
  onChange: (callback: () => void) => () => void
}

export interface AllSites {
  /** Undefined until known. */
  allowed: boolean | undefined
  allow: () => void
  /** The same, also for some sites only, given as patterns, and for whoever has to know whether it was given. */
  ask: (patterns?: string[]) => Promise<boolean>
  takeBack: () => void
}

/** Whether all sites are allowed, and how to change it; the background hears of changes made here. */
export function useAllSites(permission: SitePermission): AllSites {
  const [allowed, setAllowed] = useState<boolean>()
  useEffect(() => {
    const read = () => void permission.has().then(setAllowed)
    read()
    return permission.onChange(read)
  }, [permission])
  const after = async (change: Promise<boolean>) => {
    const changed = await change.catch(() => false)
    if (!changed) return false
    setAllowed(await permission.has())
    await send('permissions-changed', {})
    return true
  }
  return {
    allowed,
    ask: (patterns) => after(permission.request(patterns)),
    allow: () => void after(permission.request()),
    takeBack: () => void after(permission.drop()),
  }
}
