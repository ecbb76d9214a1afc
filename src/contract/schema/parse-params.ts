import type { Static } from 'typebox';
import type { Operation, Parsed } from './operation.ts';
import { readFields } from './parse-query.ts';
import { show } from './problem.ts';

/** What a client sends that was never given a project id: the name of the parameter in braces. */
const PLACEHOLDER = /^\{[a-z_]+\}$/;

/**
 * Reads the path parameters of an operation from their decoded texts.
 * A placeholder that the client did not fill in (`{project_id}`) is refused with words that say so.
 */
export function parseParams<O extends Operation>(
  operation: O,
  decoded: Readonly<Record<string, string | undefined>>,
): Parsed<Static<O['params']>> {
  const given = new Map<string, string>();
  for (const name of Object.keys(operation.params.properties)) {
    const value = Object.hasOwn(decoded, name) ? decoded[name] : undefined;
    if (value === undefined) continue;
    if (PLACEHOLDER.test(value)) return { ok: false, problem: unfilled(name, value) };
    given.set(name, value);
  }
  return readFields(operation.params, given) as Parsed<Static<O['params']>>;
}

function unfilled(name: string, value: string) {
  const what = name === 'project_id' ? 'the id of your project' : 'a value';
  return { parameter: name, value: show(value), allowed: `${what}; the placeholder was sent without being filled in` };
}
