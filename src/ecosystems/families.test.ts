import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { EcosystemFamily } from './ecosystem.ts';
import { FAMILIES, findEcosystem } from './families.ts';

const FOLDER = new URL('./', import.meta.url);
const ECOSYSTEMS = FAMILIES.flatMap((family) => family.ecosystems);
const DISTRIBUTIONS = FAMILIES.flatMap((family) => family.distributions ?? []);

test('every family that a file of this folder exports is in the list', async () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const modules = await Promise.all(files.map((name) => import(new URL(name, FOLDER).href)));
  const exported = modules.flatMap((each) => Object.values<unknown>(each).filter(isFamily));
  expect(new Set(exported)).toEqual(new Set(FAMILIES));
  expect(exported.length).toBeGreaterThan(10);
});

test.each([
  ['ecosystem', ECOSYSTEMS.map((each) => each.name)],
  ['distribution', DISTRIBUTIONS.map((each) => each.id)],
  ['purl type of a language', ECOSYSTEMS.flatMap((each) => each.language?.purlType ?? [])],
])('no %s is known twice', (_what, names) => {
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

test('packages of a language are not taken for packages of a distribution', () => {
  const formats = DISTRIBUTIONS.map((each) => each.packages);
  expect(ECOSYSTEMS.filter((each) => each.language && formats.includes(each.language.purlType))).toEqual([]);
});

test.each(DISTRIBUTIONS.map((each) => [each.id, each] as const))(
  '%s belongs to an ecosystem with a scheme',
  (id, each) => {
    for (const versionId of ['', '3', '9.4', '22.04', 'x']) {
      const ecosystem = each.ecosystem({ id, versionId, version: versionId, prettyName: '' });
      if (ecosystem !== null)
        expect([ecosystem, findEcosystem(ecosystem)?.scheme]).toEqual([ecosystem, expect.anything()]);
      if (ecosystem !== null) expect(ecosystem).not.toMatch(/[: ]$/);
    }
  },
);

test('names that every object has are not taken for ecosystems', () => {
  expect(findEcosystem('constructor')).toBeUndefined();
});

function isFamily(value: unknown): value is EcosystemFamily {
  return typeof value === 'object' && value !== null && 'ecosystems' in value;
}
