/** Names that capitals alone don't make. */
const NAMES: Record<string, string> = {
  azure: 'Microsoft',
  facebook: 'Facebook',
  figma: 'Figma',
  github: 'GitHub',
  gitlab: 'GitLab',
  linkedin: 'LinkedIn',
  linkedin_oidc: 'LinkedIn',
  slack_oidc: 'Slack',
  workos: 'WorkOS',
  x: 'X',
}

/** What a way to sign in calls itself: 'github' is 'GitHub', 'my_school' is 'My School'. */
export const providerName = (id: string): string =>
  NAMES[id] ??
  id
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
