import { expect, test } from 'vitest';
import { findReplacedWords, OLDER_NAMES, REPLACED_WORDS, WORD_LISTS } from '../testing/house/replaced-words.ts';
import { readSource, textFiles, topPages } from '../testing/house/source-files.ts';

const FOLDERS = ['src', 'testing', 'fixtures', 'conformance', 'bench', 'quickstart', 'docs', 'migrations'];
const files = [...topPages(), ...FOLDERS.flatMap(textFiles)].filter((file) => !WORD_LISTS.includes(file));

test('no name and no text uses a word that was replaced', () => {
  const own = files.filter((file) => !OLDER_NAMES.includes(file));
  expect(own.flatMap((file) => findReplacedWords(file, readSource(file)))).toEqual([]);
});

test('pages, migrations and scripts are looked through, too, and only texts with older names are left out', () => {
  const expected = [
    'README.md',
    'docs/glossary.md',
    'migrations/0010-queue.sql',
    'testing/run.mjs',
    'src/words.test.ts',
  ];
  expect(expected.filter((file) => ![...files, ...WORD_LISTS].includes(file))).toEqual([]);
  const idle = OLDER_NAMES.filter((file) => findReplacedWords(file, readSource(file)).length === 0);
  expect(idle).toEqual([]);
});

test('a replaced word is found with its line and what to write instead', () => {
  expect(findReplacedWords('a.ts', 'one\nclass LoginDesk {}')).toEqual(['a.ts:2: LoginDesk → PasswordLogin']);
  expect(findReplacedWords('a.ts', '// whatever its room needs')).toHaveLength(1);
  expect(findReplacedWords('a.ts', 'const bedroom = "mushrooms"')).toEqual([]);
  expect(REPLACED_WORDS.length).toBeGreaterThan(10);
});
