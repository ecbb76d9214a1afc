import type { Invocation, ShellFacts } from '../shell/invocation.ts';

/** Programs that read the password of an account from their input. */
export const SETS_FROM_INPUT: ReadonlySet<string> = new Set(['chpasswd', 'passwd']);
const PRINTS = new Set(['echo', 'printf', 'yes']);
const READS_PASSWORD = /^--(?:password-stdin|with-token|passphrase-fd)$/;

/** The commands that print a password into chpasswd or passwd. */
export function printedPasswords(pipelines: ShellFacts['pipelines']): readonly Invocation[] {
  return pipelines.filter((stages) => feeds(stages, ({ program }) => SETS_FROM_INPUT.has(program))).flatMap(printing);
}

/** The commands that print a password or token into a login: `docker login --password-stdin`, `gh auth login --with-token`. */
export function printedLogins(pipelines: ShellFacts['pipelines']): readonly Invocation[] {
  return pipelines.filter((stages) => feeds(stages, readsLogin)).flatMap(printing);
}

function readsLogin({ options }: Invocation): boolean {
  return options.some(({ name }) => READS_PASSWORD.test(name));
}

function printing(stages: readonly (readonly Invocation[])[]): readonly Invocation[] {
  return stages.flat().filter(({ program }) => PRINTS.has(program));
}

function feeds(stages: readonly (readonly Invocation[])[], reads: (invocation: Invocation) => boolean): boolean {
  const first = stages.findIndex((stage) => stage.some(({ program }) => PRINTS.has(program)));
  return first >= 0 && stages.slice(first + 1).some((stage) => stage.some(reads));
}
