import { nameOf } from './address-parts.ts'

/** Names that only sessions of PHP, Java, ASP, osCommerce and Zen Cart have. */
const SESSION = /^(?:phpsessid|jsessionid|aspsessionid[a-z]{8}|oscsid|zenid)$/i

/** Ids that forums put into addresses; the same names mean other things elsewhere. */
const FORUM = /^(?:sid|s)=[0-9a-f]{32}$/i

/** Whether a parameter names the visit rather than the page. */
export const isSession = (parameter: string, path: string): boolean =>
  SESSION.test(nameOf(parameter)) || (FORUM.test(parameter) && path.endsWith('.php'))

/** Java's sessions after a name, ASP.NET's as a folder. */
const IN_PATH = /(?<=[^/.]);jsessionid=[^/;]*|\/\(S\([a-z0-9]{24}\)\)(?=\/)/gi

export const withoutSession = (path: string): string => path.replace(IN_PATH, '')
