import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildLayer, type LayerEntry } from '../../../../fixtures/images/index.ts';
import { readBuiltLayer } from '../../../../testing/layers/index.ts';
import { scaled } from '../../../../testing/scale.ts';
import { type Analyzer, squash } from '../../../layers/index.ts';
import { foundPackage } from './analyzers/facts.ts';
import { readPackages } from './installed-packages.ts';

/** Every file is a package whose version is its content. */
const everyFile: Analyzer = {
  name: 'every-file',
  version: 1,
  wants: (_path, entry) => entry.type === 'file',
  analyze: ({ path, bytes }) => {
    const version = bytes.toString();
    return [foundPackage({ type: 'npm', name: 'p', version, arch: '', sourceName: 'p', sourceVersion: version, path })];
  },
};

type Change =
  | { readonly kind: 'file'; readonly path: string; readonly body: string }
  | { readonly kind: 'directory' | 'whiteout' | 'opaque'; readonly path: string };

const paths = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('file' as const), path: paths, body: fc.constantFrom('1', '2') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('directory' as const), path: paths }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('whiteout' as const), path: paths }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('opaque' as const), path: fc.oneof(paths, fc.constant('')) }) },
);
const layersOfChanges = fc.array(fc.array(change, { maxLength: 12 }).map(withoutContradictions), {
  minLength: 1,
  maxLength: 5,
});

test('squash equals extracting the layers on top of each other', async () => {
  await fc.assert(
    fc.asyncProperty(layersOfChanges, async (layers) => {
      const files = squash(await Promise.all(layers.map(readChanges)));
      const squashed = readPackages(files);
      const packages = squashed.packages.map(({ path, version, layerDigest }) => ({ path, version, layerDigest }));
      expect(packages.sort(byPath)).toEqual(extract(layers).sort(byPath));
      expect([...files.problems, ...squashed.problems]).toEqual([]);
    }),
    { numRuns: scaled(200) },
  );
}, 60_000);

async function readChanges(changes: readonly Change[], index: number) {
  const layer = buildLayer(changes.map(toEntry), { compression: 'none' });
  const reading = await readBuiltLayer(layer, { analyzers: [everyFile] });
  return { digest: `layer ${index}`, readings: reading.facts };
}

function toEntry(change: Change): LayerEntry {
  if (change.kind === 'file') return { path: change.path, body: change.body };
  if (change.kind === 'directory') return { path: change.path, type: 'directory' };
  if (change.kind === 'opaque') return { path: `${change.path}/.wh..wh..opq` };
  return { path: change.path.replace(/[^/]+$/, '.wh.$&') };
}

/** No two entries of a path, nothing below a file of the same layer. */
function withoutContradictions(changes: readonly Change[]): Change[] {
  const kept: Change[] = [];
  const isTree = ({ kind }: Change) => kind === 'file' || kind === 'directory';
  for (const each of changes) {
    const clash = kept.some((other) => {
      if (!isTree(each) || !isTree(other)) return false;
      if (each.path === other.path) return true;
      const [upper, lower] = each.path.length < other.path.length ? [each, other] : [other, each];
      return upper.kind === 'file' && lower.path.startsWith(`${upper.path}/`);
    });
    if (!clash) kept.push(each);
  }
  return kept;
}

interface Folder {
  readonly children: Map<string, Folder | string>;
}

/** The naive way: a tree in memory, one layer after the other; and for each file, since when it has had its content. */
function extract(layers: readonly (readonly Change[])[]): { path: string; version: string; layerDigest: string }[] {
  const root: Folder = { children: new Map() };
  let since = new Map<string, { version: string; layerDigest: string }>();
  layers.forEach((changes, index) => {
    for (const { kind, path } of changes) if (kind === 'whiteout') remove(root, path.split('/'));
    for (const { kind, path } of changes) if (kind === 'opaque') empty(root, path.split('/').filter(Boolean));
    for (const each of changes) {
      if (each.kind === 'file') parentOf(root, each.path).children.set(nameOf(each.path), each.body);
      if (each.kind === 'directory') enter(parentOf(root, each.path), nameOf(each.path));
    }
    const now = new Map<string, { version: string; layerDigest: string }>();
    for (const [path, version] of filesOf(root, '')) {
      const before = since.get(path);
      now.set(path, before?.version === version ? before : { version, layerDigest: `layer ${index}` });
    }
    since = now;
  });
  return [...since].map(([path, rest]) => ({ path, ...rest }));
}

function remove(folder: Folder, parts: readonly string[]): void {
  const [name, ...rest] = parts as [string, ...string[]];
  const child = folder.children.get(name);
  if (rest.length === 0) folder.children.delete(name);
  else if (child !== undefined && typeof child !== 'string') remove(child, rest);
}

function empty(folder: Folder, parts: readonly string[]): void {
  const [name, ...rest] = parts;
  const child = name === undefined ? undefined : folder.children.get(name);
  if (name === undefined) folder.children.clear();
  else if (child !== undefined && typeof child !== 'string') empty(child, rest);
}

function parentOf(root: Folder, path: string): Folder {
  return path.split('/').slice(0, -1).reduce(enter, root);
}

/** A directory takes the place of a file. */
function enter(folder: Folder, name: string): Folder {
  const child = folder.children.get(name);
  if (child !== undefined && typeof child !== 'string') return child;
  const made: Folder = { children: new Map() };
  folder.children.set(name, made);
  return made;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function* filesOf(folder: Folder, prefix: string): Generator<[string, string]> {
  for (const [name, child] of folder.children) {
    if (typeof child === 'string') yield [prefix + name, child];
    else yield* filesOf(child, `${prefix}${name}/`);
  }
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1;
}
