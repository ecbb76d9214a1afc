/** How values of one SQL type come out of the database: `V` is their type in TypeScript (times: milliseconds since 1970). */
export interface ColumnType<V> {
  readonly sql: 'text' | 'integer' | 'bigint' | 'boolean' | 'timestamptz';
  readonly nullable: boolean;
  /** What a row has that nothing is known of. */
  readonly empty: V;
}

export type ValueOf<Column> = Column extends { readonly type: ColumnType<infer V> } ? V : never;

export const integer: ColumnType<number> = { sql: 'integer', nullable: false, empty: 0 };
export const bigint: ColumnType<number> = { sql: 'bigint', nullable: false, empty: 0 };
export const boolean: ColumnType<boolean> = { sql: 'boolean', nullable: false, empty: false };
export const time: ColumnType<number> = { sql: 'timestamptz', nullable: false, empty: 0 };

/** One of the given words, the first of which an empty row has; without words any text. */
export function text<const Word extends string = string>(...words: readonly Word[]): ColumnType<Word> {
  return { sql: 'text', nullable: false, empty: (words[0] ?? '') as Word };
}

export function nullable<V>(type: ColumnType<V>): ColumnType<V | null> {
  return { ...type, nullable: true, empty: null };
}

/** `vulNum` is the column `vul_num`. */
export function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
