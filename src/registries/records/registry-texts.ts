import { AppError } from '../../model/index.ts';

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

/** Two UTF-16 units at most make a code point, so that endless texts are not taken apart. */
function isLonger(text: string, longest: number): boolean {
  return text.length > 2 * longest || [...text].length > longest;
}

function refused(field: string, why: string): AppError {
  return new AppError('invalid_parameter', `${field} ${why}`, { subject: field });
}
