import { actingPart } from '../history/acting-part.ts';
import type { Invocation } from '../shell/invocation.ts';
import type { Inspected } from './inspected.ts';

type Grant = 'world-write' | 'setuid';

const WORLD_WRITE = 0o0002;
const STICKY = 0o1000;
const SETUID = 0o4000;
const CLAUSE = /^([ugoa]*)((?:[-+=][rwxXstugo]*)+)$/;

/** Whether an instruction gives everybody the right to write, or makes a program run as its owner. */
export function grantsMode(grants: Grant, { instruction, facts }: Inspected): boolean {
  const copied = /^(?:--\S+\s+)*?--chmod=(\S+)/.exec(actingPart(instruction).text)?.[1];
  const modes = [...(copied ? [copied] : []), ...(facts?.invocations ?? []).flatMap(modesOf)];
  return modes.some((mode) => grantsIn(mode, grants));
}

function modesOf(invocation: Invocation): string[] {
  const { options, operands } = invocation;
  if (invocation.program === 'chmod') {
    const symbolic = options.some(({ name }) => name === '--reference') ? [] : operands.slice(0, 1);
    return symbolic.map(({ value }) => value);
  }
  if (invocation.program === 'umask') return operands.slice(0, 1).map(({ value }) => invertUmask(value));
  if (invocation.program !== 'install' && invocation.program !== 'mkdir') return [];
  return options.flatMap(({ name, value }) => ((name === '-m' || name === '--mode') && value ? [value.value] : []));
}

function invertUmask(mask: string): string {
  // The symbolic form names what is left, as chmod does.
  return /^[0-7]{1,4}$/.test(mask) ? (0o777 & ~Number.parseInt(mask, 8)).toString(8) : mask;
}

/** Octal or symbolic, POSIX `chmod`. The sticky bit makes a directory like `/tmp`, which all may write to. */
function grantsIn(mode: string, grants: Grant): boolean {
  if (/^[0-7]{1,5}$/.test(mode)) {
    const bits = Number.parseInt(mode, 8);
    if (grants === 'setuid') return (bits & SETUID) !== 0;
    return (bits & WORLD_WRITE) !== 0 && (bits & STICKY) === 0;
  }
  const clauses = mode
    .slice(0, 256)
    .split(',')
    .map((clause) => CLAUSE.exec(clause));
  if (grants === 'setuid') return clauses.some((clause) => clause && adds(clause, 's') && isFor(clause, 'u'));
  const sticky = clauses.some((clause) => clause && adds(clause, 't'));
  return !sticky && clauses.some((clause) => clause && adds(clause, 'w') && isFor(clause, 'o') && clause[1] !== '');
}

function adds(clause: RegExpExecArray, right: string): boolean {
  return new RegExp(`[+=][rwxXstugo]*${right}`).test(clause[2] as string);
}

/** Without a letter it is for all, less what the umask takes; that is never the right of others to write. */
function isFor([, who = '']: RegExpExecArray, whom: string): boolean {
  return who === '' || who.includes(whom) || who.includes('a');
}
