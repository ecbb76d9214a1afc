import type { Invocation, ShellFacts } from '../shell/invocation.ts';

/** Programs that read the password of an account from their input. */
export const SETS_FROM_INPUT: ReadonlySet<string> = new Set(['chpasswd', 'passwd']);
const PRINTS = new Set(['echo', 'printf']);

/** The commands that print a password into chpasswd or passwd. */
export function printedPasswords(pipelines: ShellFacts['pipelines']): readonly Invocation[] {
  return pipelines
    .filter(feedsPassword)
    .flatMap((stages) => stages.flat().filter(({ program }) => PRINTS.has(program)));
}

function feedsPassword(stages: readonly (readonly Invocation[])[]): boolean {
  const printing = stages.findIndex((stage) => stage.some(({ program }) => PRINTS.has(program)));
  const after = printing < 0 ? [] : stages.slice(printing + 1);
  return after.some((stage) => stage.some(({ program }) => SETS_FROM_INPUT.has(program)));
}
