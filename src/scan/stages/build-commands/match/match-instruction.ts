import { actingPart } from '../history/acting-part.ts';
import type { BuildInstruction } from '../history/build-instruction.ts';
import { matchesAny } from './glob.ts';
import type { Hit, InspectedImage } from './inspected.ts';
import { overruledOf } from './overruled.ts';

interface Wanted {
  readonly instructions: readonly string[];
  readonly words: readonly string[];
  readonly except?: readonly string[];
  readonly unless?: readonly string[];
}

/** Instructions with such a word among their arguments. `except` takes words out, `unless` whole instructions. */
export function findInstructions(wanted: Wanted, { instructions }: InspectedImage): Hit[] {
  const overruled = overruledOf(instructions);
  return instructions.flatMap(({ instruction }, index) =>
    !overruled.has(index) && fits(wanted, instruction) ? [index] : [],
  );
}

function fits({ instructions, words, except = [], unless = [] }: Wanted, instruction: BuildInstruction): boolean {
  if (!matchesAny(instructions, actingPart(instruction).keyword)) return false;
  const given = argumentsOf(instruction);
  if (given.some((word) => matchesAny(unless, word))) return false;
  return given.some((word) => matchesAny(words, word) && !matchesAny(except, word));
}

/** The words without brackets, quotes and commas: `["a", "b"]` of JSON, `["a" "b"]` of BuildKit, plain words. */
function argumentsOf(instruction: BuildInstruction): readonly string[] {
  const known = ARGUMENTS.get(instruction);
  if (known) return known;
  const given = actingPart(instruction)
    .text.split(/[\s[\]",]+/)
    .filter((word) => word !== '');
  ARGUMENTS.set(instruction, given);
  return given;
}

const ARGUMENTS = new WeakMap<BuildInstruction, readonly string[]>();
