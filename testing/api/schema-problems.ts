import type { TSchema } from 'typebox';
import { Errors } from 'typebox/value';

/**
 * How a JSON value differs from a schema of the contract, as `/data_list/0/id: must be integer`. Unlike the reader of
 * requests, which ignores what it does not know, this refuses fields that the schema does not have.
 */
export function schemaProblems(schema: TSchema, value: unknown): string[] {
  return Errors(closed(schema), value).map(
    ({ instancePath, message, params }) => `${instancePath}: ${message} ${JSON.stringify(params)}`,
  );
}

/** The same schema with no further fields allowed in any object. */
function closed(schema: TSchema): TSchema {
  const plain = JSON.parse(JSON.stringify(schema), (_name, each) =>
    each?.type === 'object' && each.properties ? { ...each, additionalProperties: false } : each,
  );
  return plain as TSchema;
}
