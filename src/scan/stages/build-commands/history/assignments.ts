import type { Assignment } from './build-instruction.ts';

const NAME = /[A-Za-z_][\w.-]*/;
const STARTS = new RegExp(`^${NAME.source}=`);
const NEXT = new RegExp(` (?=${NAME.source}=)`);

/**
 * `A=b c D=e` as the classic builder and BuildKit write it: values without their quotes, so that a blank may belong to
 * a value. A value ends where the next `NAME=` starts; where the config knows the whole value, that is taken.
 */
export function readPlainAssignments(text: string, known: ReadonlyMap<string, string>): Assignment[] {
  if (!STARTS.test(text)) return readBareNames(text);
  const assignments: Assignment[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const { assignment, length } = takePlain(rest, known);
    assignments.push(assignment);
    rest = rest.slice(length).trimStart();
  }
  return assignments;
}

/** `A="b c" D=e`, or the old form `A b c`, as it stands in a Dockerfile (Kaniko, Buildah). */
export function readQuotedAssignments(text: string): Assignment[] {
  const words = splitWords(text);
  if (words.length < 2 || words[0]?.includes('=')) return words.map(toAssignment);
  const [name = '', ...rest] = text.trim().split(/(\s+)/);
  return [{ name, value: unquote(rest.slice(1).join('')) }];
}

/** Words of a Dockerfile line: blanks part them, quotes and backslashes keep blanks in them. */
function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if (quote === '' && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (character === '\\' && quote !== "'" && at + 1 < text.length) {
      at += 1;
      word = (word ?? '') + text[at];
    } else word = (word ?? '') + character;
  }
  return word === null ? words : [...words, word];
}

function takePlain(text: string, known: ReadonlyMap<string, string>): { assignment: Assignment; length: number } {
  const split = text.indexOf('=');
  if (split < 0) return { assignment: { name: text, value: null }, length: text.length };
  const name = text.slice(0, split);
  const whole = known.get(name);
  const after = text[split + 1 + (whole?.length ?? 0)];
  if (whole !== undefined && text.startsWith(whole, split + 1) && (after === undefined || after === ' ')) {
    return { assignment: { name, value: whole }, length: split + 1 + whole.length };
  }
  const end = NEXT.exec(text.slice(split))?.index;
  const length = end === undefined ? text.length : split + end;
  return { assignment: { name, value: text.slice(split + 1, length) }, length };
}

/** `ARG A B`, and `ENV A b c` where a name is followed by its value. */
function readBareNames(text: string): Assignment[] {
  return text.split(/\s+/).filter(Boolean).map(toAssignment);
}

function toAssignment(text: string): Assignment {
  const split = text.indexOf('=');
  return split < 0 ? { name: text, value: null } : { name: text.slice(0, split), value: text.slice(split + 1) };
}

function unquote(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}
