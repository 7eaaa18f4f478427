import { describe, expect, it } from 'vitest'
import { readLanding } from '../../utils/auth/read-landing.ts'
import { endOf } from '../../utils/platform/identity.ts'

const BACK = 'https://a.chromiumapp.org/auth'

describe('the address a sign-in ended at', () => {
  it.each([
    ['?code=abc', { code: 'abc' }],
    ['?code=abc&sb_flow_id=1', { code: 'abc' }],
    ['?error=access_denied&error_description=No', { reason: 'denied', detail: 'No' }],
    ['#error=access_denied&error_description=No', { reason: 'denied', detail: 'No' }],
    ['?error=access_denied&error_code=signup_disabled', { reason: 'sign-ups-closed' }],
    ['?error=access_denied&error_code=user_banned', { reason: 'banned' }],
    ['?error=invalid_request&error_code=bad_oauth_state', { reason: 'too-late' }],
    ['?error=server_error&error_code=unexpected_failure', { reason: 'server' }],
    ['?error=access_denied&code=abc', { reason: 'denied' }],
    ['', { reason: 'server', detail: 'no code' }],
    ['#access_token=eyJ&refresh_token=x', { reason: 'server', detail: 'no code' }],
  ])('with %j says %j', (rest, landing) => {
    expect(readLanding(BACK + rest, BACK)).toMatchObject(landing)
  })

  it('is not believed elsewhere', () => {
    expect(readLanding('https://evil.example/auth?code=abc', BACK)).toMatchObject({
      reason: 'server',
    })
  })
})

describe('how browsers say that a window ended', () => {
  it.each([
    ['The user did not approve access.', 'closed'],
    ['User cancelled or denied access.', 'closed'],
    ['Only one web auth flow is allowed at a time.', 'closed'],
    ['Authorization page could not be loaded.', 'not-loaded'],
  ])('%s', (message, end) => {
    expect(endOf(message)).toBe(end)
  })
})
