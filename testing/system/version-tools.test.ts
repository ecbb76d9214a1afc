import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareVersions } from '../../src/ecosystems/index.ts';

const hasDpkg = spawnSync('dpkg-query', ['--version']).status === 0;
const hasRpm = spawnSync('rpm', ['--version']).status === 0;
const SEED = 20261124;
/** dpkg-query's own placeholder. */
const INSTALLED = '$' + '{Version}\\n';

test.skipIf(hasDpkg && hasRpm)('tools that are absent are named', () => {
  const absent = [hasDpkg ? [] : ['dpkg'], hasRpm ? [] : ['rpm']].flat();
  console.log(`not compared with the real ${absent.join(' and ')}: not installed`);
  expect(absent.length).toBeGreaterThan(0);
});

test.skipIf(!hasDpkg)('dpkg --compare-versions says the same', { timeout: 60_000 }, () => {
  const installed = spawnSync('dpkg-query', ['-W', '-f', INSTALLED], { encoding: 'utf8' }).stdout.trim().split('\n');
  const mangled = sample(
    fc.tuple(fc.constantFrom(...installed), soup('019az~+.')).map((parts) => parts.join('')),
    300,
  );
  const pairs = sample(
    fc.tuple(fc.constantFrom(...installed, ...mangled), fc.constantFrom(...installed, ...mangled)),
    150,
  );
  const near = mangled.slice(0, 40).map((version) => [version, version.slice(0, -1)] as [string, string]);
  const readable = [...pairs, ...near].filter((pair) => pair.every((version) => /[^-:]$/.test(version)));
  const wrong = readable.filter(([a, b]) => Math.sign(compareVersions('Debian', a, b)) !== askDpkg(a, b));
  expect(wrong).toEqual([]);
  console.log(`dpkg: ${readable.length} pairs of installed and mangled versions agree with dpkg --compare-versions`);
});

test.skipIf(!hasRpm)('rpm.vercmp says the same', { timeout: 60_000 }, () => {
  const label = fc.tuple(soup('0129'), soup('09ab.~^_')).map(([head, tail]) => `1${head}${tail}`);
  const pairs = sample(
    fc.oneof(
      fc.tuple(label, label),
      label.map((text) => [text, text.slice(0, -1)] as [string, string]),
    ),
    2000,
  );
  const readable = pairs.filter(([, b]) => b !== '');
  const truths = askRpm(readable);
  const wrong = readable.filter(([a, b], index) => Math.sign(compareVersions('AlmaLinux', a, b)) !== truths[index]);
  expect(wrong).toEqual([]);
  console.log(`rpm: ${readable.length} random pairs agree with rpm.vercmp`);
});

function soup(alphabet: string): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...alphabet), { maxLength: 5 }).map((characters) => characters.join(''));
}

function sample<T>(arbitrary: fc.Arbitrary<T>, count: number): T[] {
  return fc.sample(arbitrary, { numRuns: count, seed: SEED });
}

/** Two processes a pair at most: the exit status of `lt` and `gt` says it. */
function askDpkg(a: string, b: string): number {
  const is = (operator: string) => spawnSync('dpkg', ['--compare-versions', a, operator, b]).status === 0;
  if (is('lt')) return -1;
  return is('gt') ? 1 : 0;
}

/** One process for all pairs; none of their characters is special in a Lua string. */
function askRpm(pairs: readonly (readonly [string, string])[]): number[] {
  const answers: number[] = [];
  for (let start = 0; start < pairs.length; start += 500) {
    const calls = pairs.slice(start, start + 500).map(([a, b]) => `print(rpm.vercmp("${a}","${b}"))`);
    const { stdout } = spawnSync('rpm', ['--eval', `%{lua:${calls.join(' ')}}`], { encoding: 'utf8' });
    // Lua's print adds no line break inside a macro.
    answers.push(...(stdout.match(/-?\d/g) ?? []).map(Number));
  }
  return answers;
}
