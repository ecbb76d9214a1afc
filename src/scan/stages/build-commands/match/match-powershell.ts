import { matchesAny } from './glob.ts';
import type { Inspected } from './inspected.ts';

const WORD = /[A-Za-z][\w.-]{0,127}/g;
const CALLS_POWERSHELL = /\b(?:powershell|pwsh)\b/i;

/** Whether a PowerShell text has a word of each list. Its grammar is another one, so words are all that is looked at. */
export function hasPowershellWords(all: readonly (readonly string[])[], { instruction }: Inspected): boolean {
  const { language, text, instruction: keyword } = instruction;
  const calls = ['RUN', 'CMD', 'ENTRYPOINT', 'ONBUILD'].includes(keyword) && CALLS_POWERSHELL.test(text);
  if (!calls && !(keyword === 'RUN' && language === 'powershell')) return false;
  const words = new Set((text.match(WORD) ?? []).flatMap((word) => [word, ...word.split('.')]));
  return all.every((list) => [...words].some((word) => matchesAny(list, word)));
}
