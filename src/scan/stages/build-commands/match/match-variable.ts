import { matchesAny } from './glob.ts';
import type { Inspected } from './inspected.ts';

const SETS_VARIABLES = new Set(['export', 'declare', 'typeset', 'local', 'readonly', 'set', 'setx', 'go']);

/** Whether an instruction sets a variable of such a name to such a value. */
export function setsVariable(
  { names, values, unless = [] }: { names: readonly string[]; values: readonly string[]; unless?: readonly string[] },
  inspected: Inspected,
): boolean {
  return variablesOf(inspected).some(
    ({ name, value }) => matchesAny(names, name) && matchesAny(values, value) && !matchesAny(unless, value),
  );
}

function variablesOf({ instruction, facts }: Inspected): { name: string; value: string }[] {
  const set = instruction.instruction === 'LABEL' ? [] : instruction.assignments;
  const invocations = facts?.invocations ?? [];
  const exported = invocations.filter(({ program }) => SETS_VARIABLES.has(program)).flatMap(({ args }) => args);
  const words = [...(facts?.assignments ?? []), ...invocations.flatMap(({ assignments }) => assignments), ...exported];
  return [
    ...set.map(({ name, value }) => ({ name, value: (value ?? '').trim() })),
    ...words.flatMap(({ value }) => {
      const split = value.indexOf('=');
      return split < 0 ? [] : [{ name: value.slice(0, split), value: value.slice(split + 1).trim() }];
    }),
  ];
}
