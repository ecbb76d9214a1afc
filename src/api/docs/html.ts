/** Text that is HTML already. Everything else is escaped when it is put into a template. */
export interface Html {
  readonly html: string;
}

type Piece = Html | string | number | undefined | readonly Piece[];

/** A template whose values are escaped, unless they are Html; lists are joined, undefined is nothing. */
export function html(parts: TemplateStringsArray, ...values: Piece[]): Html {
  return { html: parts.reduce((text, part, index) => text + print(values[index - 1]) + part) };
}

/** Marks text as HTML. Only for text that is written in this folder. */
export function raw(text: string): Html {
  return { html: text };
}

/** A description: what stands between backticks is code. */
export function prose(text: string): Html {
  const parts = text.split('`');
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

function print(value: Piece): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value));
  return 'html' in value ? value.html : value.map(print).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
