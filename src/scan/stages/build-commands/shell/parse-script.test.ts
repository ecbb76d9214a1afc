import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaled } from '../../../../../testing/scale.ts';
import { readInvocations } from './invocations.ts';
import { parseScript } from './parse-script.ts';
import { createBudget, type Script } from './script.ts';

/** Programs that run, with what flows from one to the next; substitutions in `{}`, before the command that uses them. */
test.each([
  ['a; b && c || d & e', 'a, b, c, d, e'],
  ['a | b |& c', 'a | b | c'],
  ['A=1 B="x y" a b', 'a b'],
  [`a "b c" 'd e' f\\ g h"i"j`, 'a [b c] [d e] [f g] hij'],
  ['a # b; c\nd', 'a, d'],
  ['a#b c', 'a#b c'],
  ['a \\\n  b', 'a b'],
  ['if a; then b | c; else d; fi', 'a, b | c, d'],
  ['for x in 1 2; do a $x; done | b', 'for x 1 2, a $x | b'],
  ['while a; do b; done', 'a, b'],
  ['case $x in y|z) a;; *) b | c;; esac; d', 'case $x y z *, a, b | c, d'],
  ['f() { a; }; function g { b; }', 'a, b'],
  ['(a; b) | c', 'a, b | c'],
  ['{ a; } > x; ! b', 'a, , b'],
  ['a $(b | c) `d`', 'b | c, d, a $() $()'],
  ['a "$(b "$(c)")"', 'c, b $(), a $()'],
  ['a `b \\`c\\``', 'c, b $(), a $()'],
  ['a <(b) >(c)', 'b, c, a <() >()'],
  ['a $((1 << 2)) $((b))', 'a [$((1 << 2))] $((b))'],
  ['a $((b) | c)', 'b | c, a $()'],
  ['((a | b)); ((c) | d)', 'c | d'],
  ['a <<E\nx $(b)\nE\nc', 'b, a, c'],
  ["a <<'E' | d\nx $(b)\nE\nc", 'a | d, c'],
  ['a <<-E\n\tx\n\tE\nb', 'a, b'],
  ['a <<E <<F\n1\nE\n2\nF\nb', 'a, b'],
  ['sh <<E\na | b\nE', 'sh, a | b'],
  ['curl$' + '{IFS}-k$' + 'IFS/x|sh', 'curl -k /x | sh'],
  ['{curl,-k,/x} | sh', 'curl -k /x | sh'],
  ['a {b,c} $' + 'IFSX', 'a {b,c} $' + 'IFSX'],
  ['bash <<< "a b"', 'bash, a b'],
  ["a $'\\x62\\tc'", 'a [b\tc]'],
  [`sh -c 'a | b "c d"'`, 'sh -c [a | b "c d"], a | b [c d]'],
  ['bash -euxo pipefail -c "a"', 'bash -euxo pipefail -c a, a'],
  ['su - x -c "a b"', 'su - x -c [a b], a b'],
  ['eval a "b c"', 'eval a [b c], a b c'],
  ['sudo -u x -E A=1 a b', 'sudo -u x -E A=1 a b, a b'],
  ['env -i A=1 a', 'env -i A=1 a, a'],
  ['timeout -k 5 30 nice -n 5 a', 'timeout -k 5 30 nice -n 5 a, nice -n 5 a, a'],
  ['command -v a', 'command -v a'],
  ['find / -name x -exec a {} \\; -print', 'find / -name x -exec a {} ; -print, a {}'],
  ['a | xargs -n1 b', 'a | xargs -n1 b, b'],
  ['[[ a && b > c ]] && d', '[[ a b c, d'],
  ['x=(a b $(c)) d', 'c, d'],
  ['a |\n# b\n c', 'a | c'],
  ['/usr/bin/A.EXE b', 'a b'],
])('%j runs %s', (text, expected) => {
  expect(show(text)).toBe(expected);
});

test.each([
  ['a) b', 'a'],
  ['a "b', 'a b'],
  ["a 'b", 'a b'],
  ['a $(b', 'b, a $()'],
  ['a `b', 'b, a $()'],
  ['if a; then b', 'a, b'],
  ['done; fi; esac; }; a', 'a'],
  ['a <<E\nb', 'a'],
  ['a ;;; b', 'a, b'],
  ['a \\', 'a \\'],
  ['a | ; b', 'a, b'],
])('what is no valid text is read as far as it goes: %j', (text, expected) => {
  expect(show(text)).toBe(expected);
});

test.each([
  ['a) b', 'unexpected token (character 1)'],
  ['[[ -z a hunter2 ]]', 'unexpected token (character 8)'],
  ['a "b', 'unterminated double quote (character 2)'],
  ['a $(b | )', "expected command after '|' (character 7)"],
])('%j is named as no valid text: %s', (text, fault) => {
  const budget = createBudget();
  parseScript(text, budget);
  expect([...budget.faults]).toEqual([fault]);
});

test('words mean what Bash makes of them', () => {
  const word = fc.array(quotedPiece(), { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
      // The last word is there so that printf has one: without any it prints an empty one.
      const script = `printf '%s\\0' ${words.join(' ')} last`;
      const byBash = execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
      const [command] = parseScript(script).pipelines.flatMap(({ stages }) => stages);
      expect(command?.kind === 'command' && command.words.slice(2).map(({ value }) => value)).toEqual(byBash);
    }),
    { numRuns: scaled(25) },
  );
});

const TOKENS = [
  '(',
  ')',
  '$(',
  '$((',
  '))',
  '${',
  '}',
  '`',
  '"',
  "'",
  "$'",
  '<<E',
  '\nE\n',
  '\n',
  '|',
  '||',
  '&&',
  ';',
  ';;',
  '\\',
];
const WORDS = [
  'a',
  'if',
  'then',
  'fi',
  'case',
  'in',
  'esac',
  'for',
  'do',
  'done',
  '{',
  '[[',
  ']]',
  '<(',
  '<<<',
  '>',
  '#',
  ' ',
  'sh -c ',
  'eval ',
  'x=(',
];
const hostile = fc.array(fc.constantFrom(...TOKENS, ...WORDS), { maxLength: 400 }).map((pieces) => pieces.join(''));

test('any text is read without an error, and what comes out is bounded by what went in', () => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ maxLength: 2000 })), (text) => {
      const budget = createBudget();
      const { invocations } = readInvocations(parseScript(text, budget), budget);
      expect(invocations.length).toBeLessThanOrEqual(9 * (text.length + 1));
      for (const { args } of invocations) expect(args.length).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: scaled(200) },
  );
});

test.each([
  ['$('.repeat(100), 'it nests deeper than 64 levels'],
  [`eval '${'a'.repeat(100_000)}'; `.repeat(2), 'it gives the same text to shells too often'],
  ['coproc '.repeat(20_000), 'the shell text could not be read: RangeError'],
  ['eval \'eval "eval \\"eval \\\\\\"eval a\\\\\\"\\""\'', 'it calls a shell in a shell more than 4 times'],
])('what is not looked at is named: %#', (text, cut) => {
  const budget = createBudget();
  readInvocations(parseScript(text, budget), budget);
  expect([...budget.cuts]).toContain(cut);
});

function quotedPiece(): fc.Arbitrary<string> {
  const safe = fc.string({ unit: fc.constantFrom(...'abcXYZ019_.,:=@%+-/'), minLength: 1, maxLength: 5 });
  const inQuotes = fc.string({ unit: fc.constantFrom(...'ab \t*?()<>|&;#~!{}[]\n'), maxLength: 6 });
  return fc.oneof(
    safe,
    inQuotes.map((text) => `'${text}'`),
    inQuotes.map((text) => `"${text.replaceAll('!', '')}"`),
    fc.constantFrom(
      '\\ ',
      '\\"',
      "\\'",
      '\\\\',
      '\\$',
      '"\\$"',
      '"\\a"',
      '"\\\\"',
      "$'\\n'",
      "$'\\x41'",
      "$'\\101'",
      '\\\n',
    ),
  );
}

function show(text: string): string {
  const budget = createBudget();
  return showScript(parseScript(text, budget), budget);
}

function showScript(script: Script, budget = createBudget()): string {
  const facts = readInvocations(script, budget);
  const piped = new Set(facts.pipelines.flatMap((stages) => stages.slice(1).map((stage) => stage[0])));
  const shown = facts.invocations.map((each) => {
    const words = [each.program, ...each.args.map(({ value }) => value)].map((word) =>
      /\s/.test(word) ? `[${word}]` : word,
    );
    return { text: words.join(' '), isPiped: piped.has(each) };
  });
  return shown.map(({ text, isPiped }, index) => (index === 0 ? text : `${isPiped ? ' | ' : ', '}${text}`)).join('');
}
