import type { CommandPattern } from '../rules/rule.ts';
import type { Invocation, ShellFacts } from '../shell/invocation.ts';
import { readShellCall, SHELLS } from '../shell/script-arguments.ts';
import { fitsAny, mayFit } from './match-command.ts';

const NAMES_OUTPUT = new Set(['-o', '--output', '-O', '--output-document']);
const RUNS_FILE = /^(?:python[\d.]*|perl[\d.]*|ruby[\d.]*|node|php[\d.]*|\.|source)$/;

/** A file is downloaded and run by the same instruction, and no check of a digest or signature stands between. */
export function isDownloadedAndRun(
  from: readonly CommandPattern[],
  checks: readonly CommandPattern[],
  facts: ShellFacts,
) {
  if (!mayFit(from, facts)) return false;
  const unchecked = new Set<string>();
  for (const invocation of facts.invocations) {
    if (fitsAny(checks, invocation)) unchecked.clear();
    else if (fitsAny(from, invocation)) for (const name of savedFiles(invocation)) unchecked.add(name);
    else if (filesRun(invocation).some((name) => unchecked.has(name))) return true;
  }
  return false;
}

function savedFiles(invocation: Invocation): string[] {
  const { options, operands } = invocation;
  const named = options.flatMap(({ name, value }) => (NAMES_OUTPUT.has(name) && value ? [value.value] : []));
  const redirected = invocation.redirects
    .filter(({ operator }) => operator.startsWith('>'))
    .map(({ target }) => target.value);
  const urls = operands.map(({ value }) => value).filter((value) => value.includes('://'));
  const kept =
    invocation.program === 'curl' && !options.some(({ name }) => name === '-O' || name === '--remote-name') ? [] : urls;
  const files = [...named, ...redirected];
  return (files.length > 0 ? files : kept)
    .map(baseName)
    .filter((name) => name !== '' && name !== '-' && name !== 'null');
}

function filesRun({ program, args, called }: Invocation): string[] {
  if (SHELLS.has(program)) return [readShellCall(args).file?.value ?? ''].map(baseName);
  if (RUNS_FILE.test(program)) return args.slice(0, 1).map(({ value }) => baseName(value));
  return [baseName(called.value)];
}

function baseName(path: string): string {
  return (path.split(/[?#]/)[0] as string).split('/').at(-1) as string;
}
