/** Longer words are data; what rules look for stands at their start. */
const LONGEST = 4096;

/**
 * Whether one of the patterns matches a whole text, ignoring case: `*` is any run of characters, everything else is
 * itself. The time is linear in the text for each piece between two stars.
 */
export function matchesAny(patterns: readonly string[], text: string): boolean {
  const { exact, globs } = compileList(patterns);
  const subject = text.slice(0, LONGEST).toLowerCase();
  return exact.has(subject) || globs.some((glob) => matches(glob, subject));
}

export function matchesGlob(pattern: string, text: string): boolean {
  return matches(compile(pattern), text.slice(0, LONGEST).toLowerCase());
}

function matches({ first, middle, last }: Compiled, subject: string): boolean {
  if (last === null) return subject === first;
  if (!subject.startsWith(first)) return false;
  let at = first.length;
  for (const piece of middle) {
    const found = subject.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return subject.length - last.length >= at && subject.endsWith(last);
}

interface Compiled {
  readonly first: string;
  readonly middle: readonly string[];
  /** Null without a star: the first piece is the whole pattern. */
  readonly last: string | null;
}

interface CompiledList {
  readonly exact: ReadonlySet<string>;
  readonly globs: readonly Compiled[];
}

/** Patterns and their lists come from rules, so there are some hundred of them. */
const COMPILED = new Map<string, Compiled>();
const LISTS = new WeakMap<readonly string[], CompiledList>();

function compileList(patterns: readonly string[]): CompiledList {
  const known = LISTS.get(patterns);
  if (known) return known;
  const all = patterns.map(compile);
  const exact = new Set(all.filter(({ last }) => last === null).map(({ first }) => first));
  const list = { exact, globs: all.filter(({ last }) => last !== null) };
  LISTS.set(patterns, list);
  return list;
}

function compile(pattern: string): Compiled {
  const known = COMPILED.get(pattern);
  if (known) return known;
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const compiled = { first, middle: rest.slice(0, -1), last: rest.at(-1) ?? null };
  COMPILED.set(pattern, compiled);
  return compiled;
}
