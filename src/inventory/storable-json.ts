/**
 * JSON that PostgreSQL can turn into text: a NUL or half a surrogate pair, which a hostile image config can hold, would
 * fail the whole batch it is in. Both become U+FFFD.
 */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'string' && !STORABLE.test(member) ? storable(member) : member,
  );
}

/** Most texts are names and digests; these need no second look. */
const STORABLE = /^[ -~]*$/;

function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');
}
