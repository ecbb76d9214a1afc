import { expect, test } from 'vitest';
import { cheapPasswordHash } from '../../testing/auth/index.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

test('a password matches its hash and no other', async () => {
  const hash = await hashPassword('correct horse');
  expect(hash).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(hash).not.toContain('correct');
  expect(await verifyPassword('correct horse', hash)).toBe(true);
  expect(await verifyPassword('correct horsf', hash)).toBe(false);
}, 30_000);

test('two hashes of one password differ', async () => {
  expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'));
}, 30_000);

test('a user without a password never logs in', async () => {
  expect(await verifyPassword('', null)).toBe(false);
  expect(await verifyPassword('correct horse', null)).toBe(false);
}, 30_000);

test('too short and too long passwords are refused when set, and never match', async () => {
  await expect(hashPassword('short')).rejects.toMatchObject({ code: 'invalid_parameter' });
  await expect(hashPassword('x'.repeat(1025))).rejects.toMatchObject({ code: 'invalid_parameter' });
  expect(await verifyPassword('x'.repeat(1025), cheapPasswordHash('x'.repeat(1025)))).toBe(false);
  expect(await verifyPassword('x'.repeat(1024), cheapPasswordHash('x'.repeat(1024)))).toBe(true);
});

test('18 logins at once are verified in turn, further ones are refused', async () => {
  const stored = cheapPasswordHash('correct horse');
  const tries = Array.from({ length: 24 }, () => verifyPassword('correct horse', stored).catch((error) => error.code));
  const answers = await Promise.all(tries);
  expect(answers.filter((answer) => answer === true)).toHaveLength(18);
  expect(answers.filter((answer) => answer === 'overloaded')).toHaveLength(6);
  expect(await verifyPassword('correct horse', stored)).toBe(true);
});
