import { actingPart } from '../history/acting-part.ts';
import type { Match } from '../rules/rule.ts';
import { matchesAny } from './glob.ts';
import type { Hit, InspectedImage } from './inspected.ts';

/**
 * Instructions with a secret that no earlier one had: a build argument is in force for every RUN that follows, and one
 * finding says enough.
 */
export function findNewSecrets(match: Extract<Match, { kind: 'secret' }>, { instructions }: InspectedImage): Hit[] {
  const seen = new Set<string>();
  return instructions.flatMap(({ instruction, secrets }, index) => {
    if (match.in && !matchesAny(match.in, actingPart(instruction).keyword)) return [];
    const wanted = secrets.filter(({ by }) => match.by.includes(by)).map(({ name, value }) => `${name}=${value}`);
    const isNew = wanted.some((secret) => !seen.has(secret));
    for (const secret of wanted) seen.add(secret);
    return isNew ? [index] : [];
  });
}
