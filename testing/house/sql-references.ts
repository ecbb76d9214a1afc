import { PARAMETER, UNKNOWN } from './evaluate-text.ts';

/** A table that a text names where SQL wants one. Its name can be `UNKNOWN` or `PARAMETER`. */
export interface TableReference {
  readonly table: string;
  /** Locking rows counts as writing them. */
  readonly access: 'read' | 'write';
}

/** What one SQL text says of tables. */
export interface SqlNames {
  readonly references: readonly TableReference[];
  /** Names that the text gives to queries of its own by WITH. */
  readonly queries: readonly string[];
  /** Tables that it creates, and those for the session only. */
  readonly created: readonly string[];
  readonly temporary: readonly string[];
}

interface Token {
  /** A word in lower case, a quoted name as it is, or one character. */
  readonly text: string;
  /** A word in capitals, as keywords are written here. */
  readonly keyword: boolean;
  readonly name: boolean;
}

const TOKEN = new RegExp(
  [
    String.raw`--[^\n]*|/\*[\s\S]*?\*/|'(?:[^']|'')*'`,
    String.raw`(?<name>"(?:[^"]|"")+"|[A-Za-z_${UNKNOWN}${PARAMETER}][\w$.${UNKNOWN}${PARAMETER}]*)`,
    String.raw`(?<sign>[^\s\w])`,
  ].join('|'),
  'g',
);

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].flatMap(({ groups }): Token[] => {
    const { name, sign } = groups ?? {};
    if (sign !== undefined) return [{ text: sign, keyword: false, name: false }];
    if (name === undefined) return [];
    if (name.startsWith('"')) return [{ text: name.slice(1, -1), keyword: false, name: true }];
    const keyword = /^[A-Z]+$/.test(name);
    return [{ text: keyword ? name : name.toLowerCase(), keyword, name: true }];
  });
}

/** Functions whose arguments have a FROM of their own: `extract(epoch FROM time)`. */
const FROM_INSIDE = ['extract', 'substring', 'trim', 'overlay', 'position'];

/** Keywords after which a list of tables has come to its end. */
const ENDS = new Set([
  ...[
    'WHERE',
    'GROUP',
    'ORDER',
    'HAVING',
    'LIMIT',
    'OFFSET',
    'FETCH',
    'UNION',
    'EXCEPT',
    'INTERSECT',
    'RETURNING',
    'WINDOW',
  ],
  ...['SET', 'FOR', 'WHEN', 'VALUES', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'],
]);

/** Keywords that are followed by tables, not by a clause that names them; changing or locking one counts as writing it. */
const WHOLE_TABLES = new Set(['TABLE', 'TRUNCATE', 'LOCK', 'VACUUM', 'ANALYZE', 'CLUSTER']);
const BEFORE_TABLES = new Set(['IF', 'NOT', 'EXISTS', 'ONLY', 'FULL', 'VERBOSE', 'ANALYZE', 'CONCURRENTLY']);

interface Scope {
  /** What stands before the bracket that opens it. */
  readonly caller: string;
  readonly found: { table: string; access: 'read' | 'write' }[];
  /** What a comma leads to here: one more table that is read or written, or nothing of interest. */
  listing: 'read' | 'write' | null;
  deletes: boolean;
}

/** Names of tables in a text, whole statements or parts of them. Keywords count in capitals only (see `hiddenStatement`). */
export function namesOf(text: string): SqlNames {
  const tokens = tokensOf(text);
  const references: { table: string; access: 'read' | 'write' }[] = [];
  const scopes: Scope[] = [{ caller: '', found: [], listing: null, deletes: false }];
  const scope = () => scopes.at(-1) as Scope;
  const add = (at: number, access: 'read' | 'write'): void => {
    // A statement that ends where a name has to stand goes on in another text.
    const table = at < tokens.length ? tableAt(tokens, at) : UNKNOWN;
    if (!table) return;
    const found = { table, access };
    references.push(found);
    scope().found.push(found);
  };
  tokens.forEach((token, at) => {
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    if (token.text === '(') scopes.push({ caller: before?.text ?? '', found: [], listing: null, deletes: false });
    if (token.text === ')' && scopes.length > 1) scopes.pop();
    const { listing } = scope();
    if (token.text === ',' && listing && at + 1 < tokens.length) add(at + 1, listing);
    if (!token.keyword) return;
    if (ENDS.has(token.text)) scope().listing = null;
    if (token.text === 'FROM') startFrom(at);
    if (token.text === 'JOIN') add(at + 1, 'read');
    if (token.text === 'USING' && (scope().deletes || before?.keyword === false) && after?.text !== '(') startList(at);
    if (token.text === 'INTO') add(at + 1, 'write');
    if (token.text === 'UPDATE' && !['FOR', 'KEY', 'DO', 'THEN', 'ON'].includes(before?.text ?? ''))
      add(at + 1, 'write');
    if (token.text === 'UPDATE' && ['FOR', 'KEY'].includes(before?.text ?? ''))
      for (const each of scope().found) each.access = 'write';
    if (token.text === 'DELETE') scope().deletes = true;
    if (token.text === 'COPY' && after?.text !== '(') add(at + 1, copies(at) ? 'write' : 'read');
    if (WHOLE_TABLES.has(token.text) && after?.text !== 'TABLE') startWholeTables(at);
    if (token.text === 'ON' && isOfTable(at)) add(at + 1, 'write');
  });
  return {
    references,
    queries: queriesOf(tokens),
    created: createdBy(tokens, false),
    temporary: createdBy(tokens, true),
  };

  function startFrom(at: number): void {
    const before = tokens[at - 1]?.text ?? '';
    if (before === 'DISTINCT' || FROM_INSIDE.includes(scope().caller)) return;
    if (before === 'DELETE') add(at + 1, 'write');
    else if (before === 'ROWS' || tokens[at + 1]?.text === 'STDIN') return;
    else startList(at);
  }
  function startList(at: number): void {
    add(at + 1, 'read');
    scope().listing = 'read';
  }
  function copies(at: number): boolean {
    const direction = tokens.slice(at).find(({ text: word }) => word === 'FROM' || word === 'TO');
    return direction?.text !== 'TO';
  }
  function startWholeTables(at: number): void {
    const rest = tokens.slice(at + 1).findIndex(({ text: word }) => !BEFORE_TABLES.has(word));
    if (rest < 0) return;
    add(at + 1 + rest, 'write');
    if (!['ALTER', 'CREATE'].includes(tokens[at - 1]?.text ?? '')) scope().listing = 'write';
  }
  /** `CREATE INDEX … ON`, not the condition of a join. */
  function isOfTable(at: number): boolean {
    const start = tokens.slice(0, at).findLastIndex(({ text: sign }) => sign === ';') + 1;
    return tokens.slice(start, at).some(({ text: word }) => ['INDEX', 'TRIGGER', 'GRANT', 'REVOKE'].includes(word));
  }
}

/** The name of the table at this place, in brackets or not; nothing when a query, a function or a keyword stands there. */
function tableAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  if (token?.text === '(' || (token?.keyword && ['ONLY', 'LATERAL'].includes(token.text)))
    return tableAt(tokens, at + 1);
  if (!token?.name || token.keyword) return undefined;
  const isCall = tokens[at + 1]?.text === '(' && !['INTO', 'COPY', 'ON'].includes(tokens[at - 1]?.text ?? '');
  return isCall ? undefined : token.text;
}

/** How a query in brackets starts; one that is handed in starts with what is not known here. */
const STARTS = new RegExp(`^(?:SELECT|WITH|INSERT|UPDATE|DELETE|VALUES|MERGE|TABLE|[${UNKNOWN}${PARAMETER}].*)$`);

/** `name AS (SELECT`, with columns and MATERIALIZED between or not. */
function queriesOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token, at) => {
    if (token.text !== 'AS' || !token.keyword) return [];
    let next = at + 1;
    while (['NOT', 'MATERIALIZED'].includes(tokens[next]?.text ?? '')) next += 1;
    const isQuery = tokens[next]?.text === '(' && STARTS.test(tokens[next + 1]?.text ?? '');
    const name = isQuery ? nameBefore(tokens, at) : undefined;
    return name ? [name] : [];
  });
}

function nameBefore(tokens: readonly Token[], at: number): string | undefined {
  let place = at - 1;
  if (tokens[place]?.text === ')') {
    while (place > 0 && tokens[place]?.text !== '(') place -= 1;
    place -= 1;
  }
  const token = tokens[place];
  return token?.name && !token.keyword ? token.text : undefined;
}

function createdBy(tokens: readonly Token[], temporary: boolean): string[] {
  const verbs = temporary ? ['TEMP', 'TEMPORARY'] : ['CREATE'];
  return tokens.flatMap((token, at) => {
    if (!verbs.includes(token.text) || tokens[at + 1]?.text !== 'TABLE') return [];
    const name = tokens.slice(at + 2).find(({ text: word }) => !['IF', 'NOT', 'EXISTS'].includes(word));
    return name?.name ? [name.text] : [];
  });
}
