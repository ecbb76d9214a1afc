import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepMasterKey } from './master-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hullwatch-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a key is made once, for its owner alone, and stays the same', () => {
  const key = keepMasterKey(join(folder, 'data'));
  expect(key).toHaveLength(32);
  expect(statSync(join(folder, 'data/master.key')).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'data'))).toEqual(['master.key']);
  expect(keepMasterKey(join(folder, 'data'))).toEqual(key);
});

test('two folders have different keys', () => {
  expect(keepMasterKey(join(folder, 'a'))).not.toEqual(keepMasterKey(join(folder, 'b')));
});

test('a damaged key file is named and left alone, because a new key would lock out what the old one sealed', () => {
  writeFileSync(join(folder, 'master.key'), 'half a k');
  expect(() => keepMasterKey(folder)).toThrow(/master\.key is not usable: it must be 32 bytes/);
  expect(readFileSync(join(folder, 'master.key'), 'utf8')).toBe('half a k');
});
