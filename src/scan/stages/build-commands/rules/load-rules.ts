import { Compile } from 'typebox/compile';
import { Rule } from './rule.ts';

const schema = Compile(Rule);

/**
 * Checks entries of data against the schema of rules. Throws when one has not its shape or an id stands twice: a rule
 * that silently never matches would be worse than none.
 */
export function loadRules(entries: readonly unknown[]): readonly Rule[] {
  const ids = new Set<string>();
  return entries.map((entry, index) => {
    const rule = checkShape(entry, index);
    if (ids.has(rule.id)) throw new Error(`two build-command rules have the id ${rule.id}`);
    ids.add(rule.id);
    return rule;
  });
}

function checkShape(entry: unknown, index: number): Rule {
  if (schema.Check(entry)) return entry;
  const { id } = (entry ?? {}) as { id?: unknown };
  const name = typeof id === 'string' ? id : `number ${index}`;
  const [first] = schema.Errors(entry);
  throw new Error(`the build-command rule ${name} is malformed: ${first?.instancePath ?? ''} ${first?.message ?? ''}`);
}
