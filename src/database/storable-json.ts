/**
 * JSON that PostgreSQL can turn into text: a NUL or half a surrogate pair, which a hostile image config can hold, would
 * fail the whole batch it is in. Both become U+FFFD.
 */
export function toStorableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return SUSPICIOUS.test(json) ? JSON.stringify(value, replaced) : json;
}

/**
 * How JSON.stringify writes them; so does it the harmless text of a backslash and these letters. Looking at the whole at
 * once is ten times as fast as at each member.
 */
const SUSPICIOUS = /\\u(?:0000|d[89a-f])/;

function replaced(_key: string, member: unknown): unknown {
  if (typeof member !== 'string') return member;
  return member.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');
}
