/** One line of a truths file: what holds between two versions, or a version that does not parse. */
export type Truth =
  | { readonly kind: 'order'; readonly a: string; readonly b: string; readonly sign: -1 | 0 | 1 }
  | { readonly kind: 'unreadable'; readonly version: string };

const SIGNS = { '<': -1, '=': 0, '>': 1 } as const;

/**
 * Reads lines `a < b`, `a = b`, `a > b` and `! v`; `#` begins a comment line.
 * @throws when a line is none of these, so that no truth is skipped by a slip
 */
export function readTruths(text: string): Truth[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    if (line.startsWith('! ')) return { kind: 'unreadable', version: line.slice(2) };
    const [, a, operator, b] = /^(\S+) ([<=>]) (\S+)$/.exec(line) ?? [];
    if (!a || !b) throw new Error(`not a truth: ${line}`);
    return { kind: 'order', a, b, sign: SIGNS[operator as '<' | '=' | '>'] };
  });
}
