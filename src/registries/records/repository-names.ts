import { AppError } from '../../model/index.ts';
import { isRepository } from '../../oci/index.ts';

/** The attack: a list that makes every sync ask for a million repositories. */
const MOST = 10_000;

/** @throws AppError `invalid_parameter` with subject `repositories` */
export function checkRepositories(repositories: readonly string[]): void {
  if (repositories.length > MOST) throw refused(`repositories has more than ${MOST} entries`);
  const wrong = repositories.find((name) => !isRepository(name));
  if (wrong === undefined) return;
  throw refused(`repositories names ${JSON.stringify(wrong.slice(0, 80))}; allowed: lower-case paths such as team/app`);
}

function refused(message: string): AppError {
  return new AppError('invalid_parameter', message, { subject: 'repositories' });
}
