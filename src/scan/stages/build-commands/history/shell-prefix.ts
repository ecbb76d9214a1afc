import type { BuildInstruction } from './build-instruction.ts';

export interface Prefixed {
  /** The shell with its options, as written. */
  readonly shell: string;
  /** What it was given to run. */
  readonly rest: string;
}

/** The shells of the builders' defaults and of SHELL instructions, with the options that end before the command. */
const PREFIX =
  /^((?:\/(?:usr\/)?(?:local\/)?bin\/|\/busybox\/)?(?:sh|bash|ash|dash|zsh|ksh)(?: -[a-zA-Z]+| -[a-zA-Z]*o [a-z]+){0,8} -[a-z]*c|cmd(?:\.exe)?(?: \/[a-z]){1,3}|(?:powershell|pwsh)(?:\.exe)?(?: -[A-Za-z]+(?: (?:Bypass|Unrestricted|RemoteSigned))?){0,6} -[Cc]ommand) /i;

/**
 * Takes the shell off the front of a text: the one in force (SHELL instruction, joined with blanks) or one of the usual
 * ones. Null when the text starts with none.
 */
export function takeShell(text: string, inForce: readonly string[]): Prefixed | null {
  const joined = inForce.join(' ');
  if (joined !== '' && text.startsWith(`${joined} `)) return { shell: joined, rest: text.slice(joined.length + 1) };
  const [matched, shell] = PREFIX.exec(text.slice(0, 256)) ?? [];
  return matched && shell ? { shell, rest: text.slice(matched.length) } : null;
}

export function languageOf(shell: string): BuildInstruction['language'] {
  if (/^(?:.*[\\/])?(?:powershell|pwsh)(?:\.exe)?\b/i.test(shell)) return 'powershell';
  return /^(?:.*[\\/])?cmd(?:\.exe)?\b/i.test(shell) ? 'cmd' : 'posix';
}
