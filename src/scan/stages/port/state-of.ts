import type { Problem } from '../../../model/index.ts';
import type { Evaluation } from './stage.ts';

const NAMED_PROBLEMS = 5;

/** `ok` without problems, else `partial` with the first five of them in words. */
export function stateOf(problems: readonly Problem[]): Pick<Evaluation, 'state' | 'reason'> {
  if (problems.length === 0) return { state: 'ok', reason: null };
  const reasons = problems.slice(0, NAMED_PROBLEMS).map(({ path, reason }) => (path ? `${path}: ${reason}` : reason));
  if (problems.length > NAMED_PROBLEMS) reasons.push(`and ${problems.length - NAMED_PROBLEMS} more`);
  return { state: 'partial', reason: reasons.join('; ') };
}
