import type { Invocation } from './invocation.ts';
import type { Word } from './script.ts';

export const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'mksh', 'rbash']);
const SWITCHES_USER = new Set(['su', 'runuser', 'flock']);
/** `-o pipefail`, also at the end of others: `-euo pipefail`. */
const WITH_VALUE = /^(?:[-+][a-zA-Z]*[oO]|--rcfile|--init-file)$/;

/** How a shell was called (POSIX `sh`; the Bash manual, 6.1). */
export interface ShellCall {
  /** The script after `-c`. */
  readonly script: Word | null;
  /** The file it runs; null when it reads its standard input, or `-c` was given. */
  readonly file: Word | null;
  readonly readsInput: boolean;
}

/** Texts among the arguments and redirects that are run as shell scripts. */
export function scriptsOf(invocation: Invocation): readonly string[] {
  const { program, args } = invocation;
  if (SHELLS.has(program)) return shellScripts(invocation);
  if (SWITCHES_USER.has(program)) return afterOption(args);
  if (program === 'eval') return [args.map((word) => word.source).join(' ')];
  if (program === 'trap' && args[0]) return [args[0].source];
  return [];
}

export function readShellCall(args: readonly Word[]): ShellCall {
  let wantsScript = false;
  let wantsInput = false;
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] as Word;
    if (WITH_VALUE.test(word.value)) index += 1;
    if (isFlags(word)) {
      wantsScript ||= /^-[a-z]*c/i.test(word.value) && !word.value.startsWith('--');
      wantsInput ||= /^-[a-z]*s/.test(word.value) && !word.value.startsWith('--');
    } else if (wantsScript) return { script: word, file: null, readsInput: false };
    else if (wantsInput || isInput(word)) return { script: null, file: null, readsInput: true };
    else return { script: null, file: word, readsInput: false };
  }
  return { script: null, file: null, readsInput: !wantsScript };
}

function isFlags({ value }: Word): boolean {
  return value.length > 1 && (value.startsWith('-') || value.startsWith('+'));
}

function isInput({ value }: Word): boolean {
  return value === '-' || value === '/dev/stdin' || value === '/proc/self/fd/0';
}

function shellScripts({ args, redirects }: Invocation): readonly string[] {
  const { script, readsInput } = readShellCall(args);
  if (script) return [script.source];
  if (!readsInput) return [];
  return redirects.flatMap(({ operator, target, body }) => {
    if (operator === '<<<') return [target.source];
    return operator.startsWith('<<') ? [body] : [];
  });
}

function afterOption(args: readonly Word[]): readonly string[] {
  const at = args.findIndex(({ value }) => value === '-c' || value === '--command');
  const attached = args.find(({ value }) => value.startsWith('--command='));
  const script = at < 0 ? attached?.source.slice('--command='.length) : args[at + 1]?.source;
  return script === undefined ? [] : [script];
}
