import parse, { type Info } from 'spdx-expression-parse';

/**
 * permissive: may be shipped with a program under Apache-2.0 as long as notices are kept. copyleft: changes, or the
 * whole, must be passed on under the same licence. unknown: nobody has judged it, or it cannot be read.
 */
export type Verdict = 'permissive' | 'copyleft' | 'unknown';

/** SPDX ids of licences that ask for no more than notices. Everything else is refused; add one after reading its text. */
const PERMISSIVE = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ICU', 'ISC', 'MIT', 'MIT-0'],
  ...['LicenseRef-public-domain', 'OpenSSL', 'PostgreSQL', 'Python-2.0', 'Unicode-3.0', 'Zlib'],
]);

/**
 * Families that are called by their name when they are refused. Copyleft of single files or libraries (MPL, EPL, CDDL,
 * LGPL) is refused like the others: whoever ships Hullwatch bundled or changed would owe the sources of a part that
 * nobody here looks after.
 */
const COPYLEFT = /^(AGPL|GPL|LGPL|GFDL|MPL|EPL|CDDL|SSPL|EUPL|OSL|CPL|CPAL|CECILL|MS-RL|CC-BY-SA|CC-BY-NC-SA)-/;

const BEST_FIRST: readonly Verdict[] = ['permissive', 'unknown', 'copyleft'];

/**
 * What a licence expression allows (SPDX specification, annex "SPDX license expressions"): of `A OR B` the better counts,
 * because the user chooses; of `A AND B` the worse, because both hold. What an exception after WITH allows is for a
 * person to read and changes nothing here.
 */
export function judgeLicence(expression: string): Verdict {
  try {
    return judge(parse(expression));
  } catch {
    return 'unknown';
  }
}

function judge(node: Info): Verdict {
  if ('license' in node) return judgeId(node.license);
  const ranks = [node.left, node.right].map((side) => BEST_FIRST.indexOf(judge(side)));
  return BEST_FIRST[node.conjunction === 'or' ? Math.min(...ranks) : Math.max(...ranks)] as Verdict;
}

function judgeId(id: string): Verdict {
  if (PERMISSIVE.has(id)) return 'permissive';
  return COPYLEFT.test(id) ? 'copyleft' : 'unknown';
}
