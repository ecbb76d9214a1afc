import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findMasterKey, loadOrCreateMasterKey } from './master-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hullwatch-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a key is created once, readable by its owner alone, and stays the same', () => {
  const key = loadOrCreateMasterKey(join(folder, 'data'));
  expect(key).toHaveLength(32);
  expect(statSync(join(folder, 'data/master.key')).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'data'))).toEqual(['master.key']);
  expect(loadOrCreateMasterKey(join(folder, 'data'))).toEqual(key);
});

test('a lost key is not replaced by one that cannot unseal what is stored', () => {
  mkdirSync(join(folder, 'postgres'));
  expect(() => loadOrCreateMasterKey(folder)).toThrow(/the master key .* is missing: put .*master\.key back/);
  expect(readdirSync(folder)).toEqual(['postgres']);
});

test('two folders have different keys', () => {
  expect(loadOrCreateMasterKey(join(folder, 'a'))).not.toEqual(loadOrCreateMasterKey(join(folder, 'b')));
});

test('a damaged key file is named and left alone, because a new key could not unseal what the old one sealed', () => {
  writeFileSync(join(folder, 'master.key'), 'half a k');
  expect(() => loadOrCreateMasterKey(folder)).toThrow(/master\.key is not usable: it must be 32 bytes/);
  expect(readFileSync(join(folder, 'master.key'), 'utf8')).toBe('half a k');
});

test('a folder that cannot be written is reported in one sentence that says what to do', () => {
  writeFileSync(join(folder, 'file'), '');
  for (const place of ['file', 'file/below'])
    expect(() => loadOrCreateMasterKey(join(folder, place))).toThrow(
      /^the data folder \S+ cannot be written by this user \(E.*\); set HULLWATCH_DATA_DIR to another folder$/,
    );
});

test('an existing key is used where nothing can be written', () => {
  const key = loadOrCreateMasterKey(folder);
  chmodSync(folder, 0o500);
  expect(loadOrCreateMasterKey(folder)).toEqual(key);
  expect(findMasterKey(folder)).toEqual(key);
});
