import type { Word } from './script.ts';
import { VALUED_OPTIONS } from './valued-options.ts';

export interface Option {
  /** `-k` or `--insecure`; of an attached value only the part before it. */
  readonly name: string;
  /** Attached to the option or, where the option takes one, the next word; else null. */
  readonly value: Word | null;
  /** The next word, whether it belongs to the option or not. */
  readonly next: Word | null;
}

export interface Arguments {
  readonly options: readonly Option[];
  readonly operands: readonly Word[];
}

/**
 * Tells options from operands as getopt_long(3) does: short ones may stand together (`-fsSLk`), and a value may be
 * attached (`-ofile`, `--output=file`) or follow. Which options take one is known for the programs of `valued-options`.
 */
export function readArguments(program: string, args: readonly Word[]): Arguments {
  const valued = VALUED_OPTIONS.get(program.replace(/[\d.]+$/, '')) ?? NONE;
  const options: Option[] = [];
  const operands: Word[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] as Word;
    const next = args[index + 1] ?? null;
    if (word.value === '--') return { options, operands: [...operands, ...args.slice(index + 1)] };
    const read = readOption(word, next, valued);
    options.push(...read);
    if (read.length === 0) operands.push(word);
    if (read.some(({ value }) => value !== null && value === next)) index += 1;
  }
  return { options, operands };
}

const NONE: ReadonlySet<string> = new Set();
/** Longer words are data, not options that stand together. */
const LONGEST_CLUSTER = 64;

function readOption(word: Word, next: Word | null, valued: ReadonlySet<string>): Option[] {
  if (word.value.startsWith('--')) return [readLong(word, next, valued)];
  if (!word.value.startsWith('-') || word.value === '-') return [];
  if (valued.has(word.value)) return [{ name: word.value, value: next, next }];
  return readCluster(word, next, valued);
}

function readLong(word: Word, next: Word | null, valued: ReadonlySet<string>): Option {
  const split = word.value.indexOf('=');
  if (split >= 0) return { name: word.value.slice(0, split), value: part(word, split + 1), next };
  return { name: word.value, value: valued.has(word.value) ? next : null, next };
}

function readCluster(word: Word, next: Word | null, valued: ReadonlySet<string>): Option[] {
  const options: Option[] = [{ name: word.value.slice(0, LONGEST_CLUSTER), value: null, next }];
  if (word.value.length === 2) return options;
  for (let index = 1; index < Math.min(word.value.length, LONGEST_CLUSTER); index += 1) {
    const name = `-${word.value[index]}`;
    const attached = index + 1 < word.value.length ? part(word, index + 1) : next;
    if (valued.has(name)) return [...options, { name, value: attached, next }];
    options.push({ name, value: null, next });
  }
  return options;
}

function part(word: Word, start: number): Word {
  return { ...word, value: word.value.slice(start), source: word.source.slice(start) };
}
