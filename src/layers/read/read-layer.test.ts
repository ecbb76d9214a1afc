import { expect, test } from 'vitest';
import { buildLayer, type LayerEntry } from '../../../fixtures/images/index.ts';
import { problemsOf, readBuiltLayer } from '../../../testing/layers/index.ts';
import type { Analyzer, Fact } from './analyzer.ts';

interface WordFact extends Fact {
  readonly kind: 'word';
  readonly word: string;
}

/** Every word of a text file. */
const words: Analyzer<WordFact> = {
  name: 'words',
  version: 3,
  engine: 'dictionary 7',
  wants: (path, entry) => entry.type === 'file' && path.endsWith('.txt'),
  analyze: ({ path, bytes }) =>
    bytes
      .toString('utf8')
      .split(' ')
      .map((word) => ({ kind: 'word', path, key: word, word })),
  check: ({ word }) => (word.length > 5 ? `the word ${word} is too long` : null),
};

const read = (entries: LayerEntry[]) => readBuiltLayer(buildLayer(entries), { analyzers: [words] });

test('facts of any kind come back under analyzer, version and engine, with what the layer writes', async () => {
  const reading = await read([
    { path: 'a.txt', body: 'one two' },
    { path: 'b.bin', body: 'three' },
  ]);
  expect(reading.facts).toEqual([
    {
      ...{ analyzer: 'words', version: 3, engine: 'dictionary 7', problems: [] },
      facts: [
        { kind: 'word', path: 'a.txt', key: 'one', word: 'one' },
        { kind: 'word', path: 'a.txt', key: 'two', word: 'two' },
      ],
    },
    {
      ...{ analyzer: 'tree', version: 1, engine: '', problems: [] },
      facts: [{ kind: 'tree', path: '', written: ['a.txt', 'b.bin'], whiteouts: [], opaque: [], symlinks: [] }],
    },
  ]);
});

test('a fact that the analyzer says cannot be kept is a problem of its file, the others stay', async () => {
  const reading = await read([{ path: 'a.txt', body: 'short endless\0' }]);
  expect(reading.facts[0]?.facts).toEqual([{ kind: 'word', path: 'a.txt', key: 'short', word: 'short' }]);
  expect(problemsOf(reading)).toEqual(['a.txt: the word endless\ufffd is too long']);
});

test('a hard link has the facts of its target under its own path', async () => {
  const reading = await read([
    { path: 'a.txt', body: 'one' },
    { path: 'b.txt', type: 'hardlink', linkTarget: 'a.txt' },
  ]);
  expect(reading.facts[0]?.facts).toEqual([
    { kind: 'word', path: 'a.txt', key: 'one', word: 'one' },
    { kind: 'word', path: 'b.txt', key: 'one', word: 'one' },
  ]);
});

test('a symlink to a file that is read is a fact of its own, whatever the analyzer checks', async () => {
  const reading = await read([{ path: 'b.txt', type: 'symlink', linkTarget: '/etc/a.txt' }]);
  expect(reading.facts[0]?.facts).toEqual([{ kind: 'link', path: 'b.txt', target: '/etc/a.txt' }]);
});

test('without analyzers a layer still gives its tree', async () => {
  const { facts } = await readBuiltLayer(buildLayer([{ path: 'a.txt', body: 'one' }]), { analyzers: [] });
  expect(facts.map(({ analyzer }) => analyzer)).toEqual(['tree']);
});
