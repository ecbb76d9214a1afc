import type { CommandPattern } from '../rules/rule.ts';
import type { Invocation, ShellFacts } from '../shell/invocation.ts';
import type { Word } from '../shell/script.ts';
import { readShellCall, SHELLS } from '../shell/script-arguments.ts';
import { fitsAny, mayFit } from './match-command.ts';

/** Interpreters of other languages, with the options after which they do not read a program from their input. */
const INTERPRETERS: readonly (readonly [program: RegExp, takesProgram: RegExp])[] = [
  [/^python[\d.]*$/, /^-(?:[a-zA-Z]*c|m)/],
  [/^perl[\d.]*$/, /^-[a-zA-Z]*[eEnp]/],
  [/^ruby[\d.]*$/, /^-[a-zA-Z]*[en]/],
  [/^node(?:js)?$/, /^(?:-[ep]|-pe|--eval|--print)/],
  [/^php[\d.]*$/, /^-[rBR]/],
  [/^(?:lua[\d.]*|luajit|fish|tclsh[\d.]*)$/, /^-[ec]/],
  [/^(?:pwsh|powershell)$/, /^-(?:c|command|file|f|encodedcommand|e)$/i],
];
const VARIABLE = /^\$\{?(\w{1,128})\}?$/;
const SOURCES = new Set(['.', 'source']);

/** `curl … | sh`: a stage that fits feeds an interpreter which reads its program from there. `orBack`: also `sh | nc …`. */
export function isPiped(from: readonly CommandPattern[], facts: ShellFacts, orBack: boolean): boolean {
  if (!mayFit(from, facts)) return false;
  const fits = (invocation: Invocation) => fitsAny(from, invocation);
  return facts.pipelines.some(
    (stages) => feeds(stages, fits, readsProgram) || (orBack && feeds(stages, readsProgram, fits)),
  );
}

function feeds(
  stages: readonly (readonly Invocation[])[],
  writes: (invocation: Invocation) => boolean,
  reads: (invocation: Invocation) => boolean,
): boolean {
  const first = stages.findIndex((stage) => stage.some(writes));
  return first >= 0 && stages.slice(first + 1).some((stage) => stage.some(reads));
}

/** `sh -c "$(curl …)"`, `eval`, `source <(…)`, `bash <(…)`, `python -c "$(…)"`, `bash <<< "$(…)"`. */
export function isEvaluated(from: readonly CommandPattern[], facts: ShellFacts): boolean {
  if (!mayFit(from, facts)) return false;
  const nests = (word: Word) =>
    word.nested.some((script) => facts.runs(script).some((invocation) => fitsAny(from, invocation)));
  const holding = new Set(facts.assignments.filter(nests).map(({ value }) => value.slice(0, value.indexOf('='))));
  const comesFrom = (word: Word) => nests(word) || holding.has(VARIABLE.exec(word.value.trim())?.[1] ?? '');
  return facts.invocations.some((invocation) => programWords(invocation).some(comesFrom));
}

/** Whether an interpreter, called so, runs what stands on its standard input. */
export function readsProgram({ program, args }: Invocation): boolean {
  if (SHELLS.has(program)) return readShellCall(args).readsInput;
  if (SOURCES.has(program)) return args[0]?.value === '/dev/stdin';
  // `while read line; do eval "$line"; done`
  if (program === 'eval') return args.some(({ value }) => value.includes('$'));
  if (program === 'su') return !args.some(({ value }) => /^(?:-[a-z]*c|--command(?:=.*)?)$/s.test(value));
  const interpreter = INTERPRETERS.find(([name]) => name.test(program));
  if (!interpreter || args.some(({ value }) => interpreter[1].test(value))) return false;
  const operand = args.find(({ value }) => value === '-' || !value.startsWith('-'));
  return operand === undefined || operand.value === '-' || operand.value === '/dev/stdin';
}

/** The words whose content an invocation runs as a program. */
function programWords(invocation: Invocation): readonly Word[] {
  const { program, args, called, redirects } = invocation;
  if (isSubstitution(called)) return [called];
  if (SOURCES.has(program)) return args.slice(0, 1).filter(isProcess);
  const input = readsProgram(invocation) ? redirects.filter(({ operator }) => /^<<?<?$/.test(operator)) : [];
  const fromInput = input.map(({ target }) => target).filter((word) => isProcess(word) || isSubstitution(word));
  if (SHELLS.has(program)) return [...fileOfShell(args), ...fromInput];
  const interpreter = INTERPRETERS.find(([name]) => name.test(program));
  if (!interpreter) return [];
  const { options } = invocation;
  const given = options.flatMap(({ name, next }) => (interpreter[1].test(name) && next ? [next] : []));
  return [...given.filter(isSubstitution), ...args.filter(isProcess), ...fromInput];
}

function fileOfShell(args: readonly Word[]): readonly Word[] {
  const { file } = readShellCall(args);
  return file && isProcess(file) ? [file] : [];
}

function isProcess({ value }: Word): boolean {
  return value.startsWith('<()');
}

function isSubstitution({ value }: Word): boolean {
  return value.trim().startsWith('$()') || VARIABLE.test(value.trim());
}
