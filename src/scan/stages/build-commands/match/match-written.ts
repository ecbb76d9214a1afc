import type { Invocation, ShellFacts } from '../shell/invocation.ts';
import { matchesAny } from './glob.ts';

/** Programs whose words are searched for or compared, not written. */
const ONLY_READ = new Set(['grep', 'egrep', 'fgrep', 'rg', 'awk', 'test', '[', '[[', 'find', 'ls', 'case', 'expr']);
const SUBSTITUTION = /(?:^|[;{}\s/$\d])s([^\w\s\\])/g;
const INSERTION = /(?:^|[/$\d\s])[aic]\\?\s{1,8}?(\S.{0,1024})$/s;

/** Whether something writes such a line: by `echo`, a here-document, `sed`, or in any words of a command. */
export function isWritten({ lines, unless = [], near }: Wanted, facts: ShellFacts): boolean {
  const isThere = writtenBy(facts).some((line) => matchesAny(lines, line) && !matchesAny(unless, line));
  return isThere && (!near || facts.invocations.some((invocation) => names(near, invocation)));
}

interface Wanted {
  readonly lines: readonly string[];
  readonly unless?: readonly string[];
  readonly near?: readonly string[];
}

function names(files: readonly string[], { args, redirects }: Invocation): boolean {
  return [...args, ...redirects.map(({ target }) => target)].some(({ value }) => matchesAny(files, value));
}

const WRITTEN = new WeakMap<ShellFacts, readonly string[]>();

function writtenBy(facts: ShellFacts): readonly string[] {
  const known = WRITTEN.get(facts);
  if (known) return known;
  const written = facts.invocations.flatMap(writtenLines);
  WRITTEN.set(facts, written);
  return written;
}

function writtenLines(invocation: Invocation): string[] {
  const { program, args, redirects } = invocation;
  if (ONLY_READ.has(program)) return [];
  const bodies = redirects.flatMap(({ operator, body, target }) =>
    operator.startsWith('<<') ? [body || target.value] : [],
  );
  const texts = args.map(({ value }) => value);
  const words = program === 'sed' || program === 'perl' ? texts.flatMap(replacements) : texts;
  const printed = program === 'echo' ? [texts.filter((text) => !/^-[neE]+$/.test(text)).join(' ')] : [];
  return [...words, ...printed, ...bodies]
    .flatMap((text) => text.split(/\n|\\n/))
    .map((line) => line.replace(/^(?:\\t|\s){1,64}/, '').trimEnd());
}

/** Scripts with more substitutions are matched whole, because finding the end of each one costs time. */
const MOST_SUBSTITUTIONS = 64;
const LONGEST_SUBSTITUTION = 1024;

/** What `s/old/new/` and `a new` put into a file: looking at `old` would report a file that is being mended. */
function replacements(script: string): string[] {
  const found = [...script.matchAll(SUBSTITUTION)];
  if (found.length > MOST_SUBSTITUTIONS) return [script];
  const replaced = found.map(({ 0: start, 1: delimiter = '/', index }) => {
    const from = index + start.length;
    return replacementOf(script.slice(from, from + LONGEST_SUBSTITUTION), delimiter);
  });
  const inserted = INSERTION.exec(script)?.[1];
  return inserted === undefined ? replaced : [...replaced, inserted];
}

/** The part between the second and the third delimiter, without its backslashes. */
function replacementOf(rest: string, delimiter: string): string {
  const ends: number[] = [];
  for (let at = 0; at < rest.length && ends.length < 2; at += 1) {
    if (rest[at] === '\\') at += 1;
    else if (rest[at] === delimiter) ends.push(at);
  }
  const [start = rest.length, end = rest.length] = ends;
  return rest.slice(start + 1, end).replace(/\\(.)/g, '$1');
}
