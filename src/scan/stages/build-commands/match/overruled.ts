import type { Inspected } from './inspected.ts';

/** Of these only the last one counts: what a base image starts is not started when its child says otherwise. */
const LAST_COUNTS = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'USER']);

const OVERRULED = new WeakMap<readonly Inspected[], ReadonlySet<number>>();

/** Places of the instructions that a later one takes the effect from. Secrets in them are readable all the same. */
export function overruledOf(instructions: readonly Inspected[]): ReadonlySet<number> {
  const known = OVERRULED.get(instructions);
  if (known) return known;
  const last = new Map(instructions.map(({ instruction }, index) => [instruction.instruction, index]));
  const overruled = instructions.flatMap(({ instruction: { instruction } }, index) =>
    LAST_COUNTS.has(instruction) && last.get(instruction) !== index ? [index] : [],
  );
  const places = new Set(overruled);
  OVERRULED.set(instructions, places);
  return places;
}
