import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { TarEntry } from '../../../../layers/index.ts';
import { openPackages } from '../stage.ts';

const ANALYZERS = openPackages().analyzers;
const NOTHING: TarEntry = { path: 'srv/unrelated.txt', type: 'file', size: 100, mode: 0o644, linkTarget: '' };

test('every analyzer of this folder is in the list, once, under a name of its own', async () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => /(?<!\.test)\.ts$/.test(file));
  const modules = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ new URL(file, import.meta.url).href) as Promise<object>),
  );
  const exported = modules
    .flatMap((each) => Object.values(each))
    .filter((value) => typeof value?.analyze === 'function');
  expect(new Set(ANALYZERS)).toEqual(new Set(exported));
  expect(new Set(ANALYZERS.map(({ name }) => name)).size).toBe(ANALYZERS.length);
});

test.each(ANALYZERS.map((analyzer) => [analyzer.name, analyzer] as const))(
  '%s: has a version that counts, and wants neither directories nor files of other kinds',
  (_, analyzer) => {
    expect(analyzer.version).toBeGreaterThanOrEqual(1);
    expect(analyzer.maxBytes ?? 1).toBeGreaterThan(0);
    const wanted = analyzer.wants(NOTHING.path, NOTHING);
    expect(typeof wanted === 'function' ? wanted(Buffer.from('plain text')) : wanted).toBe(false);
    for (const type of ['directory', 'symlink', 'hardlink', 'other'] as const) {
      expect(analyzer.wants('var/lib/dpkg/status', { ...NOTHING, path: 'var/lib/dpkg/status', type, size: 1e6 })).toBe(
        false,
      );
    }
  },
);
