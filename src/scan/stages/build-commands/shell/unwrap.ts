import { readArguments } from './arguments.ts';
import type { Invocation } from './invocation.ts';
import type { Command, Word } from './script.ts';

interface Wrapper {
  /** Options whose value is the next word. */
  readonly valued?: readonly string[];
  /** Words of its own before the command. */
  readonly operands?: number;
  /** Options with which it runs nothing. */
  readonly asks?: readonly string[];
}

/** Programs that run the command in their arguments (their manual pages; POSIX for those that it has). */
const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  sudo: { valued: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '-T', '-U', '-D', '-R', '--user', '--group'] },
  doas: { valued: ['-u', '-C'] },
  env: { valued: ['-u', '-C', '--unset', '--chdir'] },
  exec: { valued: ['-a'] },
  command: { asks: ['-v', '-V'] },
  builtin: {},
  nohup: {},
  setsid: {},
  time: { valued: ['-f', '-o'] },
  nice: { valued: ['-n'] },
  ionice: { valued: ['-c', '-n'] },
  timeout: { valued: ['-k', '-s'], operands: 1 },
  stdbuf: { valued: ['-i', '-o', '-e'] },
  chroot: { operands: 1 },
  gosu: { operands: 1 },
  'su-exec': { operands: 1 },
  runuser: { valued: ['-u', '--user', '-g', '-G'] },
  setpriv: { valued: ['--reuid', '--regid', '--groups'] },
  xargs: { valued: ['-I', '-n', '-P', '-d', '-E', '-L', '-s', '-a'] },
  flock: { valued: ['-w', '-E', '-c'], operands: 1 },
  unshare: {},
  tini: { valued: ['-p', '-e'] },
  'dumb-init': {},
  busybox: {},
  fakeroot: {},
  eatmydata: {},
  'xvfb-run': { valued: ['-e', '-f', '-n', '-p', '-s', '-w'] },
  'ssh-agent': { valued: ['-a', '-t'] },
  'cross-env': {},
  npx: { valued: ['-p', '--package'] },
};
/** Real commands stack two or three; each one makes the list of words anew. */
const MAX_WRAPPERS = 8;
const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/** The programs that a command runs: itself, and what it runs in turn. Empty when it only assigns or redirects. */
export function unwrap(command: Command): Invocation[] {
  const chain: Invocation[] = [];
  let inner = toInvocation(command.words, command.assignments, command);
  while (inner && chain.push(inner) <= MAX_WRAPPERS) inner = unwrapOnce(inner, command);
  if (chain.length === 0 && command.redirects.length > 0) chain.push(onlyRedirects(command));
  return chain;
}

/** `> file` alone: no program, but what it writes to may matter. */
export function onlyRedirects({ assignments, redirects }: Omit<Command, 'kind' | 'words'>): Invocation {
  const called = { value: '', source: '', nested: [] };
  return { program: '', args: [], options: [], operands: [], assignments, redirects, called };
}

function unwrapOnce(outer: Invocation, command: Command): Invocation | null {
  if (outer.program === 'find') return toInvocation(afterExec(outer.args), [], command);
  if (/^python[\d.]*$/.test(outer.program)) return toInvocation(afterModule(outer.args), [], command);
  const wrapper = Object.hasOwn(WRAPPERS, outer.program) ? WRAPPERS[outer.program] : undefined;
  if (!wrapper) return null;
  return skipOwn(outer.args, wrapper, command);
}

function skipOwn(args: readonly Word[], wrapper: Wrapper, command: Command): Invocation | null {
  const assignments: Word[] = [];
  let operands = wrapper.operands ?? 0;
  for (let index = 0; index < args.length; index += 1) {
    const { value } = args[index] as Word;
    if (wrapper.asks?.includes(value)) return null;
    if (wrapper.valued?.includes(value)) index += 1;
    else if (ASSIGNMENT.test(value)) assignments.push(args[index] as Word);
    else if (value.startsWith('-')) continue;
    else if (operands > 0) operands -= 1;
    else return toInvocation(args.slice(index), assignments, command);
  }
  return null;
}

/** `find … -exec COMMAND … ;` */
function afterExec(args: readonly Word[]): readonly Word[] {
  const start = args.findIndex(({ value }) => /^-(?:exec|execdir|ok|okdir)$/.test(value));
  if (start < 0) return [];
  const end = args.findIndex(({ value }, index) => index > start && (value === ';' || value === '+'));
  return args.slice(start + 1, end < 0 ? args.length : end);
}

/** `python -m pip install` runs `pip install`. */
function afterModule(args: readonly Word[]): readonly Word[] {
  const at = args.findIndex(({ value }) => value === '-m');
  return at < 0 ? [] : args.slice(at + 1);
}

function toInvocation(words: readonly Word[], assignments: readonly Word[], command: Command): Invocation | null {
  const [called, ...args] = words;
  if (!called) return null;
  const program = programOf(called.value);
  const read = readArguments(program, args);
  return { program, args, ...read, assignments, redirects: command.redirects, called };
}

function programOf(value: string): string {
  const name = value.slice(Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1);
  return name
    .slice(0, 128)
    .toLowerCase()
    .replace(/\.exe$/, '');
}
