import type { ApiDocument, ApiParameter, ApiSchema } from '../../contract/index.ts';
import { type Html, html, prose } from './html.ts';

/** A line of a table of fields. `depth` is how far it stands inside lists and objects. */
interface Field {
  readonly name: string;
  readonly depth: number;
  readonly required: boolean;
  readonly description?: string | undefined;
  readonly schema: ApiSchema;
}

/** A table of parameters of one place (path, query, header); nothing when there are none. */
export function renderParameters(title: string, parameters: readonly ApiParameter[]): Html | undefined {
  if (parameters.length === 0) return undefined;
  const fields = parameters.map((parameter) => ({ ...parameter, depth: 0 }));
  return html`<h4>${title}</h4>${renderTable(fields, true)}`;
}

/** A table of the fields of a body or an answer, what is inside lists and objects below them. */
export function renderSchema(document: ApiDocument, schema: ApiSchema, isRequest: boolean): Html {
  return renderTable(fieldsOf(document, schema, 0), isRequest);
}

function renderTable(fields: readonly Field[], isRequest: boolean): Html {
  const rows = fields.map(
    (field) => html`<tr>
      <td class="name depth-${field.depth}"><code>${field.name}</code>${flagOf(field, isRequest)}</td>
      <td class="type">${typeOf(field.schema)}</td>
      <td>${field.description && prose(field.description)}${renderAllowed(field.schema)}</td></tr>`,
  );
  return html`<div class="scroll"><table><tbody>${rows}</tbody></table></div>`;
}

function flagOf({ required, schema }: Field, isRequest: boolean): Html | undefined {
  if (!isRequest) return undefined;
  if (required) return html` <span class="mandatory">mandatory</span>`;
  return schema.default === undefined ? undefined : html` <span class="default">= ${String(schema.default)}</span>`;
}

function fieldsOf(document: ApiDocument, unresolved: ApiSchema, depth: number): Field[] {
  const schema = resolve(document, unresolved);
  if (schema.items) return fieldsOf(document, schema.items, depth);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const own = resolve(document, property);
    const required = schema.required?.includes(name) ?? false;
    return [
      { name, depth, required, description: own.description, schema: own },
      ...fieldsOf(document, own, Math.min(depth + 1, 4)),
    ];
  });
}

function resolve(document: ApiDocument, schema: ApiSchema): ApiSchema {
  if (!schema.$ref) return schema;
  return document.components.schemas[schema.$ref.replace('#/components/schemas/', '')] ?? {};
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true / false',
  integer: 'whole number',
  number: 'number',
  object: 'object',
};

function typeOf(schema: ApiSchema): string {
  if (schema.type === 'array') return `list of ${schema.items?.type === 'string' ? 'text' : 'objects'}`;
  if (schema['x-comma-separated-enum']) return 'comma list';
  return TYPES[schema.type ?? ''] ?? 'any';
}

function renderAllowed(schema: ApiSchema): Html | undefined {
  const words = schema.enum ?? schema['x-comma-separated-enum'];
  if (words) return html`<div class="words">${words.map((word) => html`<code>${word}</code> `)}</div>`;
  const range = rangeOf(schema);
  return range === undefined ? undefined : html`<div class="range">${range}</div>`;
}

function rangeOf({ type, minimum, maximum, minLength, maxLength, maxItems }: ApiSchema): string | undefined {
  if (maxItems !== undefined) return `at most ${print(maxItems)} entries`;
  if (type === 'string')
    return maxLength === undefined ? undefined : `${minLength ?? 0} to ${print(maxLength)} characters`;
  if (minimum === undefined && maximum === undefined) return undefined;
  return `${print(minimum)} to ${print(maximum)}`;
}

/** Thousands grouped; the largest long by its power, because nobody reads nineteen digits. */
function print(value: number | undefined): string {
  if (value === undefined) return '…';
  return value >= 2 ** 63 ? '2⁶³ − 1' : value.toLocaleString('en').replaceAll(',', ' ');
}
