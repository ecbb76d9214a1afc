/** Words that begin a statement or lead to a table. In a text they count as SQL only when it has the form of a statement. */
const STATEMENT = new RegExp(
  String.raw`\b(?:${[
    String.raw`select\b[^;]{0,2000}?\bfrom`,
    String.raw`insert\s+into`,
    String.raw`update\s+(?:only\s+)?[\w."]+\s+(?:as\s+\w+\s+)?set`,
    String.raw`delete\s+from`,
    String.raw`merge\s+into`,
    String.raw`(?:create|drop|alter|lock)\s+table`,
    String.raw`copy\s+[\w."]+(?:\s*\([^)]*\))?\s+(?:from|to)`,
  ].join('|')})\b|(?:^|['"\`])\s*(?:truncate|lock|vacuum|analyze|cluster)\s+[\w."]+\s*;?\s*(?:$|['"\`])`,
  'i',
);

const WORD =
  /\b(?:select|from|insert|into|update|set|delete|merge|create|drop|alter|table|lock|copy|truncate|vacuum|analyze|cluster)\b/gi;

/** A statement that has a keyword not in capitals: the tables of it would not be seen. @returns its start */
export function hiddenStatement(text: string): string | undefined {
  const found = STATEMENT.exec(text)?.[0];
  const isHidden = found?.match(WORD)?.some((word) => word !== word.toUpperCase());
  return isHidden ? found?.slice(0, 80) : undefined;
}

/** A table whose name is in capitals, as keywords are: it would be taken for one. @returns its name as written */
export function shoutedTable(text: string, tables: ReadonlySet<string>): string | undefined {
  const names = text.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE|TABLE|ONLY|USING|LOCK|TRUNCATE)\s+([A-Z_]+)\b/g);
  return [...names].map(([, name = '']) => name).find((name) => tables.has(name.toLowerCase()));
}
