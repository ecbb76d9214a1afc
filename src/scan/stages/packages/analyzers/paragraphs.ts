/** A fact flood: no system has so many packages. */
const MAX_PARAGRAPHS = 200_000;

/**
 * Blocks of lines between empty lines (blanks count as empty), in order; one at a time, so that a file of nothing but
 * line ends does not become millions of strings.
 * @throws Error above 200,000 blocks
 */
export function* paragraphs(text: string): Generator<string> {
  let count = 0;
  for (const block of blocks(text)) {
    count += 1;
    if (count > MAX_PARAGRAPHS) throw new Error(`has more than ${MAX_PARAGRAPHS} records`);
    yield block;
  }
}

function* blocks(text: string): Generator<string> {
  let start = -1;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const empty = text.slice(at, end).trim() === '';
    if (empty && start >= 0) yield text.slice(start, at);
    if (empty) start = -1;
    else if (start < 0) start = at;
    at = end + 1;
  }
  if (start >= 0) yield text.slice(start);
}
