import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../house/source-files.ts';

/** What a page of docs/extending tells its reader to do. Paths are relative to the checkout. */
export interface Example {
  readonly page: string;
  /** Files to write. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Lines to add to files that are there. */
  readonly edits: readonly Edit[];
}

export interface Edit {
  readonly path: string;
  /** As in a diff: `+` for a line to add, a blank for a line that is there already and says where. */
  readonly lines: readonly string[];
}

const BLOCK = /^```(?<language>ts|sql|diff)\n(?:\/\/|--) (?<path>[\w./-]+)\n(?<body>[\s\S]*?)^```$/gm;

/**
 * The example of a page: each code block whose first line is a comment with a path. A `diff` block adds lines to that file,
 * any other block is the whole file. Blocks without a path are not part of the example.
 */
export function readExample(page: string): Example {
  const blocks = [...readFileSync(join(ROOT, page), 'utf8').matchAll(BLOCK)].map(({ groups }) => ({
    language: groups?.language as string,
    path: groups?.path as string,
    body: groups?.body as string,
  }));
  return {
    page,
    files: blocks.flatMap(({ language, path, body }) => (language === 'diff' ? [] : [{ path, text: body }])),
    edits: blocks.flatMap(({ language, path, body }) =>
      language === 'diff' ? [{ path, lines: body.split('\n').slice(0, -1) }] : [],
    ),
  };
}

/** @throws Error when the lines that say where are not in the text, or a line is neither added nor there */
export function applyEdit(text: string, { path, lines }: Edit): string {
  const wrong = lines.find((line) => line !== '' && !/^[ +]/.test(line));
  if (wrong !== undefined)
    throw new Error(`${path}: an example only adds lines, this one does something else: ${wrong}`);
  const context = lines.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
  const source = text.split('\n');
  const starts = source.flatMap((_, at) => (context.every((line, n) => source[at + n] === line) ? [at] : []));
  const [start, ...others] = starts;
  if (context.length === 0 || start === undefined || others.length > 0)
    throw new Error(`${path}: the lines that say where are there ${starts.length} times: ${context.join(' / ')}`);
  const edited = lines.map((line) => line.slice(1));
  return [...source.slice(0, start), ...edited, ...source.slice(start + context.length)].join('\n');
}
