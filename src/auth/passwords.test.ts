import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

test('a password has its hash and no other', async () => {
  const hash = await hashPassword('correct horse');
  expect(hash).toMatch(/^scrypt\$32768\$8\$1\$/);
  expect(hash).not.toContain('correct');
  expect(await verifyPassword('correct horse', hash)).toBe(true);
  expect(await verifyPassword('correct horsf', hash)).toBe(false);
  expect(await verifyPassword('', hash)).toBe(false);
});

test('two hashes of one password differ', async () => {
  expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'));
});

test('who has no password never logs in', async () => {
  expect(await verifyPassword('', null)).toBe(false);
  expect(await verifyPassword('correct horse', null)).toBe(false);
});

test('too short and too long passwords are refused when set, and never match', async () => {
  await expect(hashPassword('short')).rejects.toMatchObject({ code: 'invalid_parameter' });
  await expect(hashPassword('x'.repeat(1025))).rejects.toMatchObject({ code: 'invalid_parameter' });
  const longest = await hashPassword('x'.repeat(1024));
  expect(await verifyPassword('x'.repeat(1025), longest)).toBe(false);
});

test('a crowd waits for its turn, a flood is sent away', async () => {
  const tries = Array.from({ length: 24 }, () => verifyPassword('correct horse', null).catch((error) => error.code));
  const answers = await Promise.all(tries);
  expect(answers.filter((answer) => answer === false)).toHaveLength(20);
  expect(answers.filter((answer) => answer === 'overloaded')).toHaveLength(4);
}, 30_000);
