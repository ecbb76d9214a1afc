import Type, { type TObject, type TProperties, type TSchema, type TUnsafe } from 'typebox';

/** The largest value of a wire long. As a JavaScript number it rounds to 2^63, so checks compare as bigint. */
export const INT64_MAX = 2n ** 63n - 1n;
export const INT32_MAX = 2_147_483_647;
/** The largest count the vendor documents; 100 less than an int32 holds. */
export const COUNT_MAX = 2_147_483_547;

/** Schema keywords that a field may add: `description`, `default`, vendor notes (`x-…`). */
type Notes = Readonly<Record<string, unknown>>;

/** Text of `minLength` to `maxLength` code points; without a length, any (the body limit bounds it). */
export function text(minLength?: number, maxLength?: number, notes: Notes = {}): TUnsafe<string> {
  return Type.Unsafe<string>({ type: 'string', ...defined({ minLength, maxLength }), ...notes });
}

/**
 * A text cut to the length that its field declares, in code points; a cut shows as `…`.
 * @param longest at least 1
 */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const points = Array.from(text.slice(0, 2 * longest + 1));
  return points.length <= longest ? text : `${points.slice(0, longest - 1).join('')}…`;
}

/** One of the given words, case-sensitive. */
export function oneOf<const Word extends string>(words: readonly Word[], notes: Notes = {}): TUnsafe<Word> {
  return Type.Unsafe<Word>({ type: 'string', enum: [...words], ...notes });
}

/** Query text `a,b,c` of the given words, parsed to an array. */
export function commaList<const Word extends string>(words: readonly Word[], notes: Notes = {}): TUnsafe<Word[]> {
  return Type.Unsafe<Word[]>({ type: 'string', 'x-comma-separated-enum': [...words], ...notes });
}

export function flag(notes: Notes = {}): TUnsafe<boolean> {
  return Type.Unsafe<boolean>({ type: 'boolean', ...notes });
}

/** Whole number of 32 bits, inclusive bounds. */
export function int32(minimum?: number, maximum?: number, notes: Notes = {}): TUnsafe<number> {
  return Type.Unsafe<number>({ type: 'integer', format: 'int32', ...defined({ minimum, maximum }), ...notes });
}

/** Whole number of 64 bits in an answer. Ours stay at or below 2^53 - 1, so a JavaScript number holds them. */
export function int64(notes: Notes = {}): TUnsafe<number> {
  return Type.Unsafe<number>({ type: 'integer', format: 'int64', minimum: 0, maximum: Number(INT64_MAX), ...notes });
}

/** Whole number of 64 bits in a request, parsed to a bigint so that 2^63 - 1 arrives unrounded. */
export function int64Input(notes: Notes = {}): TUnsafe<bigint> {
  return Type.Unsafe<bigint>({ type: 'integer', format: 'int64', minimum: 0, maximum: Number(INT64_MAX), ...notes });
}

/** An object whose fields may all be absent, which is how the vendor declares every answer and many requests. */
export function allOptional<Fields extends TProperties>(fields: Fields) {
  return Type.Partial(Type.Object(fields));
}

/** A page of rows with the number of rows over all pages. */
export function page<Row extends TSchema>(row: Row, notes: Notes = {}, most: number = INT32_MAX) {
  return allOptional({
    total_num: int32(0, most, { description: 'Number of rows that match, over all pages.' }),
    data_list: Type.Array(row, { description: 'The rows of this page, at most `limit`.', ...notes }),
  });
}

/** The name under which a schema appears in the OpenAPI document. */
export function named<Schema extends TObject>(name: string, schema: Schema): Schema {
  return { ...schema, 'x-name': name };
}

/** Path parameters: the project and whatever else the path names. */
export function params<Fields extends TProperties>(fields: Fields) {
  const project_id = text(1, 256, { description: 'Project that the images and registries belong to.' });
  return Type.Object({ project_id, ...fields });
}

export const enterpriseProjectId = text(1, 256, {
  default: '0',
  description: 'Enterprise project to look in: `0` is the default one, `all_granted_eps` means every one you may see.',
});

export const offset = int32(0, 2_000_000, { default: 0, description: 'Number of rows to skip.' });

export const limit = int32(1, 200, { default: 10, description: 'Number of rows on a page.' });

/** The `region` header: some operations declare it, no client depends on it, and it is never looked at. */
export const regionHeader = Type.Object({
  region: Type.Optional(text(1, 128, { description: 'Accepted and not used.' })),
});

function defined(keywords: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(Object.entries(keywords).filter((each): each is [string, number] => each[1] !== undefined));
}
