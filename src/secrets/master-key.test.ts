import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findMasterKey, keepMasterKey } from './master-key.ts';

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

test('a key that was lost is not replaced by one that opens nothing', () => {
  mkdirSync(join(folder, 'postgres'));
  expect(() => keepMasterKey(folder)).toThrow(/the master key .* is missing: put .*master\.key back/);
  expect(readdirSync(folder)).toEqual(['postgres']);
});

test('two folders have different keys', () => {
  expect(keepMasterKey(join(folder, 'a'))).not.toEqual(keepMasterKey(join(folder, 'b')));
});

test('a damaged key file is named and left alone, because a new key would lock out what the old one sealed', () => {
  writeFileSync(join(folder, 'master.key'), 'half a k');
  expect(() => keepMasterKey(folder)).toThrow(/master\.key is not usable: it must be 32 bytes/);
  expect(readFileSync(join(folder, 'master.key'), 'utf8')).toBe('half a k');
});

test('a folder that cannot be had is one sentence with the way out', () => {
  writeFileSync(join(folder, 'file'), '');
  for (const place of ['file', 'file/below'])
    expect(() => keepMasterKey(join(folder, place))).toThrow(
      /^the data folder \S+ cannot be written by this user \(E.*\); set HULLWATCH_DATA_DIR to another folder$/,
    );
});

test('a key that is there is used where nothing can be written', () => {
  const key = keepMasterKey(folder);
  chmodSync(folder, 0o500);
  expect(keepMasterKey(folder)).toEqual(key);
  expect(findMasterKey(folder)).toEqual(key);
});
