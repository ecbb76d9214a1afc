import { AppError } from '../../model/index.ts';
import { isRepository } from '../../oci/index.ts';

/** Longest accepted text of each field, in code points (the contract's AddRegistryRequestBody; registries hand out tokens of thousands). */
const LONGEST = {
  registry_name: 128,
  registry_username: 128,
  registry_password: 4096,
  namespace: 128,
  connect_cluster_id: 64,
} as const;

type TextField = keyof typeof LONGEST;

/**
 * Refuses texts that are too long or hold control characters (a NUL cannot be stored, a line break forges log lines),
 * and user names with a colon, which Basic authentication cannot carry (RFC 7617 section 2). Never quotes the value.
 * @throws AppError `invalid_parameter` naming the field
 */
export function checkRegistryTexts(texts: Partial<Record<TextField, string | undefined>>): void {
  for (const [field, longest] of Object.entries(LONGEST)) {
    const text = texts[field as TextField] ?? '';
    if (isLonger(text, longest)) throw refused(field, `is longer than ${longest} characters`);
    if (/\p{Cc}/u.test(text)) throw refused(field, 'holds a control character');
  }
  if (texts.registry_name?.trim() === '') throw refused('registry_name', 'is empty; allowed: 1 to 128 characters');
  if (texts.registry_username?.includes(':')) throw refused('registry_username', 'holds a colon');
}

/** A code point has at most two UTF-16 units, so that endless texts are not split into code points. */
function isLonger(text: string, longest: number): boolean {
  return text.length > 2 * longest || [...text].length > longest;
}

/** Attack: a list that makes every sync read a million repositories. */
const MOST_REPOSITORIES = 10_000;

/** @throws AppError `invalid_parameter` with subject `repositories` */
export function checkRepositories(repositories: readonly string[]): void {
  if (repositories.length > MOST_REPOSITORIES)
    throw refused('repositories', `has more than ${MOST_REPOSITORIES} entries`);
  const wrong = repositories.find((name) => !isRepository(name));
  if (wrong === undefined) return;
  throw refused(
    'repositories',
    `names ${JSON.stringify(wrong.slice(0, 80))}; allowed: lower-case paths such as team/app`,
  );
}

function refused(field: string, why: string): AppError {
  return new AppError('invalid_parameter', `${field} ${why}`, { subject: field });
}
