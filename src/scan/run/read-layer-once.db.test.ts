import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type BuiltLayer, buildLayer } from '../../../fixtures/images/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { streamBytes } from '../../../testing/layers/index.ts';
import { insertProject } from '../../../testing/rows/index.ts';
import { defaultLimits } from '../../config/index.ts';
import type { Analyzer, Fact } from '../../layers/index.ts';
import { readLayerOnce } from './read-layer-once.ts';

let database: TestDatabase;
let projectPk: number;
let pulls: number;
/** Files that each analyzer looked at, since the layer was pulled last. */
let seen: string[];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  projectPk = (await insertProject(database.pool)).projectPk;
  pulls = 0;
  seen = [];
});

const LAYER = buildLayer([
  { path: 'a', body: 'one' },
  { path: 'b', body: 'two' },
]);

function analyzer(name: string, change: Partial<Analyzer> = {}): Analyzer {
  return {
    name,
    version: 1,
    wants: (_, entry) => entry.type === 'file',
    analyze: ({ path, bytes }) => {
      seen.push(`${name} ${path}`);
      return [{ kind: name, path, text: bytes.toString() } as Fact];
    },
    ...change,
  };
}

async function read(analyzers: readonly Analyzer[], layer: BuiltLayer = LAYER) {
  seen = [];
  const { digest, bytes, mediaType, diffId } = layer;
  const connector = {
    blob: () => {
      pulls += 1;
      return streamBytes(bytes, 512);
    },
  };
  const stages = { inOrder: [], analyzers };
  const deps = { pool: database.pool, limits: defaultLimits, stages, layersInFlight: new Map() };
  const source = { projectPk, repository: 'r', layer: { digest, mediaType, diffId, size: bytes.length }, connector };
  const readings = await readLayerOnce(deps, source, new AbortController().signal);
  return readings.map(({ analyzer: name, version, facts }) => [name, version, facts.length]);
}

test('a layer is read once, and then taken from its facts', async () => {
  const both = [analyzer('x'), analyzer('y')];
  const expected = [
    ['x', 1, 2],
    ['y', 1, 2],
    ['tree', 1, 1],
  ];
  expect(await read(both)).toEqual(expected);
  expect(await read(both)).toEqual(expected);
  expect(pulls).toBe(1);
});

test('a new analyzer reads the layer once, alone', async () => {
  await read([analyzer('x')]);
  const both = [analyzer('y'), analyzer('x')];
  expect(await read(both)).toEqual([
    ['y', 1, 2],
    ['x', 1, 2],
    ['tree', 1, 1],
  ]);
  expect(seen).toEqual(['y a', 'y b']);
  await read(both);
  expect([pulls, seen]).toEqual([2, []]);
});

test.each([
  ['version', { version: 2 }],
  ['engine', { engine: 'rules of today' }],
])('an analyzer with another %s reads the layer once, alone', async (_, change) => {
  await read([analyzer('x'), analyzer('y')]);
  const both = [analyzer('x', change), analyzer('y')];
  await read(both);
  expect(seen).toEqual(['x a', 'x b']);
  await read(both);
  expect([pulls, seen]).toEqual([2, []]);
});

test('facts of an older version that can be brought into shape are not read anew', async () => {
  await read([analyzer('x')]);
  const convert = (fact: Fact) => ({ ...fact, key: 'of version 1' });
  const today = analyzer('x', { version: 2, earlier: { version: 1, convert } });
  expect(await read([today])).toEqual([
    ['x', 2, 2],
    ['tree', 1, 1],
  ]);
  expect(pulls).toBe(1);
  const older = analyzer('x', { version: 3, earlier: { version: 2, convert } });
  await read([older]);
  expect(pulls).toBe(2);
});

test('stored facts that cannot be brought into shape, or cannot be unpacked, are read anew, alone', async () => {
  await read([analyzer('x'), analyzer('y')]);
  const convert = () => {
    throw new TypeError('an unknown shape');
  };
  const both = [analyzer('x', { version: 2, earlier: { version: 1, convert } }), analyzer('y')];
  const expected = [
    ['x', 2, 2],
    ['y', 1, 2],
    ['tree', 1, 1],
  ];
  expect(await read(both)).toEqual(expected);
  expect([pulls, seen]).toEqual([2, ['x a', 'x b']]);
  await database.pool.query(`UPDATE layer_fact SET facts = 'zz' WHERE project_pk = $1 AND analyzer = 'x'`, [projectPk]);
  expect(await read(both)).toEqual(expected);
  expect([pulls, seen]).toEqual([3, ['x a', 'x b']]);
  expect(await read(both)).toEqual(expected);
  expect([pulls, seen]).toEqual([3, []]);
});

test('of many images that share a layer and miss its facts, one reads it', async () => {
  const all = Array.from({ length: 5 }, () => read([analyzer('x')]));
  for (const readings of await Promise.all(all)) expect(readings).toHaveLength(2);
  expect(pulls).toBe(1);
});

test('facts of a layer that is not what its image claims are refused', async () => {
  await read([analyzer('x')]);
  const other = { ...LAYER, diffId: `sha256:${'0'.repeat(64)}` };
  await expect(read([analyzer('x')], other)).rejects.toMatchObject({ code: 'digest_mismatch' });
});
