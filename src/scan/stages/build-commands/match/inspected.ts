import type { BuildInstruction } from '../history/build-instruction.ts';
import type { ImageHistory } from '../history/image-history.ts';
import type { Secret } from '../secrets/find-secrets.ts';
import type { ShellFacts } from '../shell/invocation.ts';

/** An instruction with all that rules ask of it, worked out once. */
export interface Inspected {
  readonly instruction: BuildInstruction;
  /** What its shell text runs; null where no POSIX shell reads it. */
  readonly facts: ShellFacts | null;
  readonly secrets: readonly Secret[];
}

export interface InspectedImage {
  readonly image: ImageHistory;
  readonly instructions: readonly Inspected[];
}

/** What a rule finds in: places in `instructions`, or null for the image as a whole. */
export type Hit = number | null;
