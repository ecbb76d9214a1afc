import type { Invocation, ShellFacts } from './invocation.ts';
import { parseScript } from './parse-script.ts';
import { type Budget, MAX_DEPTH, type Script, type Stage, type Word } from './script.ts';
import { readShellCall, SHELLS, scriptsOf } from './script-arguments.ts';
import { onlyRedirects, unwrap } from './unwrap.ts';

interface Collected {
  readonly budget: Budget;
  readonly pipelines: (readonly Invocation[])[][];
  readonly assignments: Word[];
  readonly byScript: Map<Script, readonly Invocation[]>;
}

/** A shell in a shell in a shell: nobody needs more, and each level reads its text again. */
const MAX_SHELLS = 4;

/** All that a script runs, with `sudo`, `env` and the like taken apart and the text after `sh -c` read as a script. */
export function readInvocations(script: Script, budget: Budget): ShellFacts {
  const collected: Collected = { budget, pipelines: [], assignments: [], byScript: new Map() };
  const invocations = collect(script, collected, 0);
  const { pipelines, assignments, byScript } = collected;
  const programs = new Set(invocations.map(({ program }) => program));
  return { invocations, programs, pipelines, assignments, runs: (nested) => byScript.get(nested) ?? [] };
}

function collect(script: Script, collected: Collected, shells: number): readonly Invocation[] {
  const all: Invocation[] = [];
  for (const { stages } of script.pipelines) {
    const runs = stages.map((stage) => collectStage(stage, collected, shells));
    if (runs.length > 1) collected.pipelines.push(runs);
    for (const text of printedScripts(runs)) all.push(...collectText(text, collected, shells));
    for (const each of runs) all.push(...each);
  }
  collected.byScript.set(script, all);
  return all;
}

/** `echo "curl … | sh" | sh`: what is printed into a shell is a script. */
function printedScripts(stages: readonly (readonly Invocation[])[]): readonly string[] {
  return stages.slice(1).flatMap((stage, index) => {
    const isRun = stage.some(({ program, args }) => SHELLS.has(program) && readShellCall(args).readsInput);
    const printing = (stages[index] ?? []).filter(({ program }) => program === 'echo' || program === 'printf');
    return isRun ? printing.map(({ args }) => args.map(({ source }) => source).join(' ')) : [];
  });
}

function collectStage(stage: Stage, collected: Collected, shells: number): readonly Invocation[] {
  const all: Invocation[] = [];
  const add = (nested: Script) => all.push(...collect(nested, collected, shells));
  for (const { target } of stage.redirects) target.nested.forEach(add);
  if (stage.kind === 'group') {
    add(stage.script);
    if (stage.redirects.length > 0) all.push(onlyRedirects({ assignments: [], redirects: stage.redirects }));
    return all;
  }
  for (const word of [...stage.assignments, ...stage.words]) word.nested.forEach(add);
  collected.assignments.push(...stage.assignments);
  for (const invocation of unwrap(stage)) {
    all.push(invocation);
    for (const text of scriptsOf(invocation)) all.push(...collectText(text, collected, shells));
  }
  return all;
}

function collectText(text: string, collected: Collected, shells: number): readonly Invocation[] {
  if (shells < MAX_SHELLS) {
    const depth = Math.min(shells * 4, MAX_DEPTH - 1);
    return collect(parseScript(text, collected.budget, depth), collected, shells + 1);
  }
  collected.budget.cuts.add(`it calls a shell in a shell more than ${MAX_SHELLS} times`);
  return [];
}
