/** Whether a window can be shown. On Linux the session says so; elsewhere there always is one but for CI. */
export function hasDisplay(platform = process.platform, env = process.env) {
  if (env.CI) return false
  if (platform !== 'linux') return true
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}
