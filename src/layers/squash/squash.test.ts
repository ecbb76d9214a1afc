import { expect, test } from 'vitest';
import type { AnalyzerFacts, Fact, LayerTree } from '../read/analyzer.ts';
import { introducedBy, repeats, squash } from './squash.ts';

const NOTHING: LayerTree = { kind: 'tree', path: '', written: [], whiteouts: [], opaque: [], symlinks: [] };

function layer(digest: string, facts: readonly Fact[], tree: Partial<LayerTree> = {}) {
  const written = facts.map(({ path }) => path).sort();
  const reading = { version: 1, engine: '', problems: [] };
  const readings: AnalyzerFacts[] = [
    { ...reading, analyzer: 'words', facts },
    { ...reading, analyzer: 'tree', facts: [{ ...NOTHING, written, ...tree } as Fact] },
  ];
  return { digest, readings };
}

const word = (path: string, key: string): Fact => ({ kind: 'word', path, key });
const whole = (path: string): Fact => ({ kind: 'whole', path });

test('a fact with a key came in with the first layer from which on every version of its file says it', () => {
  const { live } = squash([
    layer('base', [word('a', 'x'), word('a', 'y')]),
    layer('middle', [word('a', 'x')]),
    layer('top', [word('a', 'x'), word('a', 'y')]),
  ]);
  const file = live.get('a');
  expect(file?.facts.map((fact) => [fact.key, introducedBy(file, fact)])).toEqual([
    ['x', 'base'],
    ['y', 'top'],
  ]);
});

test('a fact without a key came in with the layer that wrote the file last', () => {
  const { live } = squash([layer('base', [whole('a')]), layer('top', [whole('a')])]);
  const file = live.get('a');
  expect(file && introducedBy(file, whole('a'))).toBe('top');
});

test('facts of one key and different kinds are different things', () => {
  const { live } = squash([layer('base', [word('a', 'x')]), layer('top', [{ kind: 'number', path: 'a', key: 'x' }])]);
  const file = live.get('a');
  expect(file && introducedBy(file, { kind: 'number', path: 'a', key: 'x' })).toBe('top');
});

test('what a later layer removes or replaces is told with the layer that did it', () => {
  const { live, gone } = squash([
    layer('base', [whole('a'), word('b', 'x'), word('b', 'y'), whole('d/c')]),
    layer('middle', [word('b', 'x')], { whiteouts: ['a'] }),
    layer('top', [], { opaque: ['d'] }),
  ]);
  expect([...live.keys()]).toEqual(['b']);
  expect(gone.map(({ path, file, removedBy }) => [path, file.digest, removedBy])).toEqual([
    ['a', 'base', 'middle'],
    ['b', 'base', 'middle'],
    ['d/c', 'base', 'top'],
  ]);
  const [, replaced] = gone;
  const said = (key: string) => replaced?.replacement && repeats(replaced.replacement, word('b', key));
  expect([said('x'), said('y')]).toEqual([true, false]);
});

test('problems name their analyzer and go with their file; those of a whole layer stay', () => {
  const problem = (path: string) => ({ path, reason: 'is broken' });
  const base = {
    analyzer: 'words',
    version: 1,
    engine: '',
    facts: [],
    problems: [problem('a'), problem('b'), problem('')],
  };
  const { problems } = squash([{ digest: 'base', readings: [base] }, layer('top', [], { whiteouts: ['a'] })]);
  expect(problems).toEqual([
    { analyzer: 'words', path: '', reason: 'is broken' },
    { analyzer: 'words', path: 'b', reason: 'is broken' },
  ]);
});
