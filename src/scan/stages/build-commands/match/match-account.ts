import { printedPasswords, SETS_FROM_INPUT } from '../secrets/printed-passwords.ts';
import type { Invocation, ShellFacts } from '../shell/invocation.ts';

/** A password of an account that is written in the instruction: piped or given to chpasswd and passwd, or `useradd -p`. */
export function setsPassword({ invocations, pipelines }: ShellFacts): boolean {
  return invocations.some(hasPassword) || printedPasswords(pipelines).length > 0;
}

function hasPassword(invocation: Invocation): boolean {
  const { program, redirects } = invocation;
  if (SETS_FROM_INPUT.has(program)) return redirects.some(({ operator }) => operator.startsWith('<<'));
  if (program !== 'useradd' && program !== 'usermod') return false;
  const { options } = invocation;
  return options.some(
    ({ name, value }) => (name === '-p' || name === '--password') && !/^[!*]?$/.test(value?.value ?? ''),
  );
}
