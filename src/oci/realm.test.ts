import { expect, test } from 'vitest';
import { parseRealm } from './realm.ts';

test.each([
  ['the same host', 'https://r.example.com/token', 'https://r.example.com'],
  ['the same host on another port', 'http://localhost:5001/token', 'http://localhost:5000'],
  ['the same domain', 'https://auth.docker.io/token', 'https://registry-1.docker.io'],
  ['the parent', 'https://gitlab.com/jwt/auth', 'https://registry.gitlab.com'],
  ['the same domain below a country', 'https://auth.firm.co.uk/token', 'https://r.firm.co.uk'],
  ['the same domain of three letters below a country', 'https://auth.sap.de/token', 'https://r.sap.de'],
  ['the same domain of one network', 'https://auth.registry.internal/t', 'https://r.registry.internal'],
  ['a known pair', 'https://login.microsoftonline.com/x', 'https://firm.azurecr.io'],
])('credentials go to %s', (_title, realm, registry) => {
  expect(parseRealm(realm, new URL(registry), true).href).toBe(realm);
});

test.each([
  ['another domain', 'https://evil.example.org/token', 'https://r.example.com'],
  ['a name that only ends alike', 'https://evilexample.com/token', 'https://r.example.com'],
  ['a stranger below the same country', 'https://evil.co.uk/token', 'https://registry.co.uk'],
  ['a stranger at the same cloud', 'https://evil.azurecr.io/token', 'https://firm.azurecr.io'],
  ['a stranger below the same public suffix', 'https://evil.github.io/token', 'https://firm.github.io'],
  ['a stranger whose name begins alike', 'https://evil.a.run.app/token', 'https://firm.a.run.app'],
  ['a stranger of the same hoster', 'https://d2.cloudfront.net/token', 'https://d1.cloudfront.net'],
  ['http when the registry is https', 'http://r.example.com/token', 'https://r.example.com'],
  ['another address', 'http://10.0.0.2/token', 'http://10.0.0.1:5000'],
  ['another scheme', 'file:///etc/passwd', 'http://r.example.com'],
])('credentials do not go to %s', (_title, realm, registry) => {
  expect(() => parseRealm(realm, new URL(registry), true)).toThrow(expect.objectContaining({ code: 'egress_denied' }));
});

test('an anonymous token may come from another domain', () => {
  expect(parseRealm('https://tokens.example.org/t', new URL('https://r.example.com'), false).host).toBe(
    'tokens.example.org',
  );
});

test.each(['Artifactory Realm', '', '/token'])('"%s" is no address', (realm) => {
  expect(() => parseRealm(realm, new URL('https://r.example.com'), false)).toThrow(
    expect.objectContaining({ code: 'registry_protocol' }),
  );
});
