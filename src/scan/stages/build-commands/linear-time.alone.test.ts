import { expect, test } from 'vitest';
import { findBuildCommandRisks } from './find-risks.ts';
import { EMPTY_CONFIG, type ImageHistory } from './history/image-history.ts';

/** As long as an instruction may be: work that grows with its square takes minutes. */
const LENGTH = 64 * 1024;

test.each([
  '(',
  '$(',
  '"$(',
  '$(a ',
  '`',
  '`a\\',
  '"',
  '${',
  '${a:-',
  '<<a ',
  'cat <<A\nx\n',
  'cat <<A\n$(cat <<A\n',
  '$((',
  '((1+',
  '[[ ( ',
  'case x in ',
  'case a in b)',
  'if a; then ',
  '{ ',
  'a=(',
  '<(',
  'f(){ ',
  '! ',
  '\\',
  "$'\\x",
  'a|',
  'a=b ',
  '>',
  '{a}>',
  '\n',
  '\\\n',
  '$',
  '((a);',
  '$((a);)',
  ';;',
  '<<a\n',
  '1',
  'sh -c "',
  "eval '",
  'sudo ',
  'find -exec ',
  '{a,',
  '@(a|',
  'a[$(',
  '"${a:-"',
  '${a//',
  'coproc ',
  'function a ',
  'for ((',
  'sudo sh -c ',
  'a | sh -c "b" | ',
])('all rules look at 64 KiB of %j in less than 3 s', (piece) => {
  const text = piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
  const started = performance.now();
  findBuildCommandRisks(history(text));
  expect(performance.now() - started).toBeLessThan(3000);
});

function history(text: string): ImageHistory {
  const entry = { created: '', createdBy: `/bin/sh -c ${text}`, author: '', comment: '', emptyLayer: false };
  return { os: 'linux', history: [entry], layers: ['sha256:0'], config: EMPTY_CONFIG, cuts: [] };
}
