import Type from 'typebox';
import { Compile } from 'typebox/compile';

/** Many databases write null for what they leave out. */
const Maybe = <T extends Type.TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));
/** No control characters and no halves of surrogate pairs, which PostgreSQL cannot store. */
const PRINTABLE = '^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]*$';
/** Long enough for every real name, short enough for an index row of PostgreSQL (2,700 bytes). */
const Name = Type.String({ minLength: 1, maxLength: 512, pattern: PRINTABLE });
/** Shares its index row with a name: 3 bytes for each character of both stay below the limit. */
const Ecosystem = Type.String({ minLength: 1, maxLength: 256, pattern: PRINTABLE });
const Version = Type.String({ minLength: 1, maxLength: 1024, pattern: PRINTABLE });

const OsvEvent = Type.Object({
  introduced: Maybe(Version),
  fixed: Maybe(Version),
  last_affected: Maybe(Version),
  limit: Maybe(Version),
});

const OsvSeverity = Type.Object({ type: Type.String(), score: Type.String({ maxLength: 1024 }) });

const OsvAffected = Type.Object({
  package: Maybe(Type.Object({ ecosystem: Ecosystem, name: Name })),
  ranges: Maybe(Type.Array(Type.Object({ type: Type.String(), events: Type.Array(OsvEvent) }))),
  versions: Maybe(Type.Array(Version)),
  severity: Maybe(Type.Array(OsvSeverity)),
  ecosystem_specific: Type.Optional(Type.Unknown()),
  database_specific: Type.Optional(Type.Unknown()),
});

/** The fields of an OSV record that are used; others are neither read nor checked. https://ossf.github.io/osv-schema/ */
const OsvRecord = Type.Object({
  id: Name,
  modified: Type.String(),
  published: Maybe(Type.String()),
  withdrawn: Maybe(Type.String()),
  aliases: Maybe(Type.Array(Name)),
  upstream: Maybe(Type.Array(Name)),
  related: Maybe(Type.Array(Name)),
  summary: Maybe(Type.String()),
  details: Maybe(Type.String()),
  severity: Maybe(Type.Array(OsvSeverity)),
  affected: Maybe(Type.Array(OsvAffected)),
  references: Maybe(Type.Array(Type.Object({ type: Type.String(), url: Type.String() }))),
  database_specific: Type.Optional(Type.Unknown()),
});

export type OsvRecord = Type.Static<typeof OsvRecord>;
export type OsvAffected = Type.Static<typeof OsvAffected>;

const validator = Compile(OsvRecord);

/** The record, or the first thing in it that does not fit, in words. */
export function checkRecord(value: unknown): { readonly record: OsvRecord } | { readonly problem: string } {
  if (validator.Check(value)) return { record: value };
  const error = validator.Errors(value)[0];
  return { problem: error ? `${error.instancePath || 'the record'} ${error.message}` : 'not an OSV record' };
}

/**
 * Every OSV record has an id and a time of modification, and only OSV records list what is affected; a file without either
 * was never one (README of a database, a catalogue, a schema).
 */
export function looksLikeOsv(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { id, modified, affected } = value as { id?: unknown; modified?: unknown; affected?: unknown };
  return (typeof id === 'string' && typeof modified === 'string') || Array.isArray(affected);
}
