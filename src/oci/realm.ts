import { getDomain } from 'tldts';
import { AppError } from '../model/index.ts';

/** Token services of clouds that live under another domain than their registries. */
const KNOWN: readonly (readonly [registry: RegExp, realm: string])[] = [
  [/(^|\.)pkg\.dev$/, 'oauth2.googleapis.com'],
  [/(^|\.)azurecr\.io$/, 'login.microsoftonline.com'],
];
/** Domains under which strangers can rent names, beyond those that the public suffix list names: two names below the same one may have different owners. */
const SHARED = ['amazonaws.com', 'amazonaws.com.cn', 'azurecr.io', 'myhuaweicloud.com', 'pkg.dev'];

/**
 * The address of a token service as a challenge names it. Credentials go there only when it is https (or the registry itself is
 * http) and of the registry's own host or domain. Attack: a registry that sends its users' passwords to a server of its choice.
 * Throws registry_protocol when the realm is not a URL, egress_denied when credentials may not be sent there.
 */
export function parseRealm(realm: string, registry: URL, hasCredentials: boolean): URL {
  if (!URL.canParse(realm))
    throw new AppError('registry_protocol', `${registry.host} names no valid address of a token service`);
  const url = new URL(realm);
  url.username = '';
  url.password = '';
  url.hash = '';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && registry.protocol === 'http:'))
    throw refuse(registry, url, 'it is not https');
  if (hasCredentials && !isTrusted(url, registry)) throw refuse(registry, url, 'it belongs to another domain');
  return url;
}

function refuse(registry: URL, realm: URL, why: string): AppError {
  const message = `${registry.host} asks to send the credentials to ${realm.host}, which is refused: ${why}`;
  return new AppError('egress_denied', message, { subject: realm.host });
}

function isTrusted(realm: URL, registry: URL): boolean {
  if (realm.hostname === registry.hostname) return true;
  if (KNOWN.some(([pattern, host]) => pattern.test(registry.hostname) && realm.hostname === host)) return true;
  const domain = registrableDomain(registry.hostname);
  return domain !== null && domain === registrableDomain(realm.hostname);
}

/** The part of a name that one owner has registered, by the public suffix list; null for addresses, single labels and shared domains. */
function registrableDomain(hostname: string): string | null {
  const domain = getDomain(hostname, { allowPrivateDomains: true });
  return domain === null || SHARED.includes(domain) ? null : domain;
}
