/** What a shell text says, as far as rules need it: which commands run, with which words, and what flows into what. */
export interface Script {
  readonly pipelines: readonly Pipeline[];
}

/** Stages in order; each one reads what the one before it writes. Most have a single stage. */
export interface Pipeline {
  readonly stages: readonly Stage[];
}

/** One command, or a group: a subshell, a loop, a condition, the body of a function. */
export type Stage = Command | Group;

export interface Group {
  readonly kind: 'group';
  readonly script: Script;
  readonly redirects: readonly Redirect[];
}

export interface Command {
  readonly kind: 'command';
  /** `NAME=value` before the program, or alone. */
  readonly assignments: readonly Word[];
  /** The program and its arguments; empty when there are only assignments or redirects. */
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

export interface Redirect {
  /** `<`, `>`, `>>`, `<<`, `<<<`, `&>`, … without the number of the descriptor. */
  readonly operator: string;
  /** The file, the text of `<<<`, or the delimiter of a here-document. */
  readonly target: Word;
  /** Body of a here-document, else empty. */
  readonly body: string;
}

export interface Word {
  /** Quotes and escapes taken away. `$()` stands for a command substitution, `<()` for a process substitution. */
  readonly value: string;
  /** As `value`, but with the text of substitutions: what a shell gets when the word is a script. */
  readonly source: string;
  /** The scripts of its substitutions. */
  readonly nested: readonly Script[];
}

/**
 * What one instruction may cost. It is shared by all scripts found in it, also those in `sh -c "…"`, so that quoting
 * a text again and again buys nothing.
 */
export interface Budget {
  characters: number;
  /** What was not looked at, in words; empty when all was. */
  readonly cuts: Set<string>;
  /** Where the texts are no shell text, in words. */
  readonly faults: Set<string>;
}

/** Four times the longest instruction, for the texts in it that are given to shells. */
const CHARACTERS = 4 * 64 * 1024;
/** Deeper nesting than any shell text that people write. A substitution in quotes counts three: quotes, substitution, script. */
export const MAX_DEPTH = 64;

export function createBudget(): Budget {
  return { characters: CHARACTERS, cuts: new Set(), faults: new Set() };
}
