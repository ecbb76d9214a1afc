import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDataFolder } from './data-folder.ts';

let parent: string;
beforeEach(() => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), 'hullwatch-data-')));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

test('the data folder is made with its parents, and found when it is there', () => {
  const folder = join(parent, 'a/b/c');
  expect(makeDataFolder(folder)).toBe(folder);
  expect(makeDataFolder(`${folder}/`)).toBe(folder);
});

test('a file in its place is refused by name', () => {
  const file = join(parent, 'file');
  writeFileSync(file, '');
  for (const folder of [file, join(file, 'data')])
    expect(() => makeDataFolder(folder)).toThrow(`the data folder ${folder} cannot be written by this user`);
});

test.skipIf(!existsSync('/proc/self'))('a place where no folder can be made is refused, and does not hang', () => {
  expect(() => makeDataFolder('/proc/hullwatch/data')).toThrow(
    /^the data folder \/proc\/hullwatch\/data cannot be written/,
  );
});

test.skipIf(!existsSync('/dev/full'))(
  'a disk that is full is told before anything is begun, and nothing is left there',
  () => {
    symlinkSync('/dev/full', join(parent, `hullwatch.probe.${process.pid}`));
    expect(() => makeDataFolder(parent)).toThrow(/cannot be written by this user \(ENOSPC: no space left on device/);
    expect(readdirSync(parent)).toEqual([]);
  },
);
