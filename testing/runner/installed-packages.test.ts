import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packagesAreInstalled } from '../../quickstart/installed-packages.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hullwatch-packages-'));
  mkdirSync(join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const A = { 'node_modules/a': { version: '1.0.0' } };
const ROOT = { '': { name: 'p', version: '0.2.0' } };
const OPTIONAL = { 'node_modules/o': { version: '2.0.0', optional: true } };

test.each<[string, object, object | string | undefined, boolean]>([
  ['nothing was installed', A, undefined, false],
  ['all are there', { ...ROOT, ...A }, A, true],
  ['one is missing, as after a pull', { ...A, 'node_modules/b': { version: '1.0.0' } }, A, false],
  ['one has another version', A, { 'node_modules/a': { version: '0.9.0' } }, false],
  ['one is nested elsewhere', { 'node_modules/b/node_modules/a': { version: '1.0.0' } }, A, false],
  ['more are there than asked for', A, { ...A, 'node_modules/old': { version: '1.0.0' } }, true],
  ['one of another platform is absent', { ...A, ...OPTIONAL }, A, true],
  [
    'an optional one has another version',
    { ...A, ...OPTIONAL },
    { ...A, 'node_modules/o': { version: '1.0.0' } },
    false,
  ],
  ['the list was cut off', A, '{"packages": {', false],
])('when %s', (_, wanted, installed, expected) => {
  write('package-lock.json', { packages: wanted });
  if (installed)
    write('node_modules/.package-lock.json', typeof installed === 'string' ? installed : { packages: installed });
  expect(packagesAreInstalled(folder)).toBe(expected);
});

test('the packages that this test runs with are installed', () => {
  expect(packagesAreInstalled('.')).toBe(true);
});

function write(name: string, content: object | string): void {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}
