import { expect, test } from 'vitest';
import { findReplacedWords, REPLACED_WORDS, WORD_LISTS } from '../testing/house/replaced-words.ts';
import { readSource, typeScriptFiles } from '../testing/house/source-files.ts';

const FOLDERS = ['src', 'testing', 'fixtures', 'conformance', 'bench', 'quickstart'];

test('no name and no text uses a word that was replaced', () => {
  const files = FOLDERS.flatMap(typeScriptFiles).filter((file) => !WORD_LISTS.includes(file));
  expect(files.flatMap((file) => findReplacedWords(file, readSource(file)))).toEqual([]);
});

test('a replaced word is found with its line and what to write instead', () => {
  expect(findReplacedWords('a.ts', 'one\nclass LoginDesk {}')).toEqual(['a.ts:2: LoginDesk → PasswordLogin']);
  expect(findReplacedWords('a.ts', '// whatever its room needs')).toHaveLength(1);
  expect(findReplacedWords('a.ts', 'const bedroom = "mushrooms"')).toEqual([]);
  expect(REPLACED_WORDS.length).toBeGreaterThan(10);
});
