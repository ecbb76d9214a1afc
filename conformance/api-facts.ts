/**
 * What an OpenAPI document promises, one fact per line of a map: `ListRegistry query limit maximum` -> `200`.
 * References are followed; wording (descriptions, summaries, tags' order) is no fact.
 */
export function factsOf(document: unknown): Map<string, string> {
  const facts = new Map<string, string>();
  for (const [path, methods] of entriesOf(at(document, 'paths'))) {
    for (const [method, operation] of entriesOf(methods)) {
      const name = String(at(operation, 'operationId'));
      facts.set(`${name} call`, `${method.toUpperCase()} ${path}`);
      facts.set(`${name} tag`, JSON.stringify(at(operation, 'tags')));
      addParameters(facts, document, name, operation);
      addContent(facts, document, `${name} body`, at(operation, 'requestBody'));
      addContent(facts, document, `${name} answer`, at(operation, 'responses', '200'));
    }
  }
  return facts;
}

/** Keywords that a client can depend on. Words of an enum have no order. */
const KEYWORDS = ['type', 'format', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'default'];
const WORD_LISTS = ['enum', 'x-comma-separated-enum'];

function addParameters(facts: Map<string, string>, document: unknown, name: string, operation: unknown): void {
  for (const entry of listOf(at(operation, 'parameters'))) {
    const parameter = resolve(document, entry);
    const key = `${name} ${at(parameter, 'in')} ${at(parameter, 'name')}`;
    facts.set(`${key} required`, String(at(parameter, 'required') ?? false));
    addSchema(facts, document, key, at(parameter, 'schema'));
  }
}

function addContent(facts: Map<string, string>, document: unknown, key: string, content: unknown): void {
  const schema = at(content, 'content', 'application/json', 'schema');
  if (schema === undefined) return;
  facts.set(`${key} required`, String(at(content, 'required') ?? false));
  addSchema(facts, document, key, schema);
}

function addSchema(facts: Map<string, string>, document: unknown, key: string, unresolved: unknown): void {
  const schema = resolve(document, unresolved);
  for (const keyword of KEYWORDS) {
    const value = at(schema, keyword);
    if (value !== undefined && !saysNothing(keyword, value)) facts.set(`${key} ${keyword}`, String(value));
  }
  for (const keyword of WORD_LISTS) {
    const words = at(schema, keyword);
    if (words !== undefined) facts.set(`${key} ${keyword}`, listOf(words).map(String).sort().join(' '));
  }
  const required = listOf(at(schema, 'required'));
  for (const [field, inner] of entriesOf(at(schema, 'properties'))) {
    if (required.includes(field)) facts.set(`${key}.${field} required`, 'true');
    addSchema(facts, document, `${key}.${field}`, inner);
  }
  if (at(schema, 'items') !== undefined) addSchema(facts, document, `${key}[]`, at(schema, 'items'));
}

/** Every text has at least 0 characters and every list at least 0 entries. */
function saysNothing(keyword: string, value: unknown): boolean {
  return value === 0 && (keyword === 'minLength' || keyword === 'minItems');
}

function resolve(document: unknown, value: unknown): unknown {
  const reference = at(value, '$ref');
  if (reference === undefined) return value;
  const target = at(document, ...String(reference).split('/').slice(1));
  if (target === undefined) throw new Error(`${reference} leads nowhere`);
  return target;
}

function at(value: unknown, ...path: string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  return typeof value === 'object' && value !== null
    ? at((value as Record<string, unknown>)[name], ...rest)
    : undefined;
}

function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(value ?? {});
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
