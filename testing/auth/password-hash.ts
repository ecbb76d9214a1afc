import { scryptSync } from 'node:crypto';

/** A stored password that costs nothing to check. Real ones cost 200 ms of a core, which is their purpose. */
export function cheapPasswordHash(password: string): string {
  const salt = Buffer.from('the salt of tests');
  const key = scryptSync(password, salt, 32, { N: 2, r: 1, p: 1 });
  return ['scrypt', 2, 1, 1, salt.toString('base64url'), key.toString('base64url')].join('$');
}
