import type { Option } from './arguments.ts';
import type { Redirect, Script, Word } from './script.ts';

/** One program that a script runs, wherever it stands: in a pipeline, a loop, a substitution or the text of `sh -c`. */
export interface Invocation {
  /** Base name, lower case, without `.exe`; a variable when the script calls one. */
  readonly program: string;
  readonly args: readonly Word[];
  /** The arguments, told apart. */
  readonly options: readonly Option[];
  readonly operands: readonly Word[];
  readonly assignments: readonly Word[];
  readonly redirects: readonly Redirect[];
  /** The word that names the program. */
  readonly called: Word;
}

export interface ShellFacts {
  /** In the order of the text; what a substitution runs comes before the command that uses it. */
  readonly invocations: readonly Invocation[];
  /** Which programs are among them. */
  readonly programs: ReadonlySet<string>;
  /** Pipelines of two and more stages: for each stage all that runs in it. */
  readonly pipelines: readonly (readonly Invocation[])[][];
  /** Assignments that stand alone or before a program. */
  readonly assignments: readonly Word[];
  /** What a substitution runs. */
  runs(script: Script): readonly Invocation[];
}
