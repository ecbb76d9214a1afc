import type { Script, Word } from './script.ts';
import { ShellText } from './shell-text.ts';

/** Reads a script up to its closing token and moves past it. Handed in, because scripts consist of words. */
export type ReadScript = (text: ShellText, close: string) => Script;

interface Pieces {
  value: string;
  source: string;
  quoted: boolean;
  readonly nested: Script[];
}

const NOTHING = { value: '', source: '', quoted: false };
/** Where an unquoted word ends (XCU 2.3 Token Recognition). */
export const ENDS_WORD = new Set([' ', '\t', '\r', '\n', ';', '&', '|', '<', '>', '(', ')']);
/** What a run of ordinary characters stops at, outside and inside of double quotes. */
const PLAIN = /[^\s;&|<>()\\'"$`]+/y;
const PLAIN_QUOTED = /[^\\"$`]+/y;
const VARIABLE = /\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])/y;
const ANSI_ESCAPE = /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|([0-7]{1,3})|([\s\S]))/g;
const ANSI_LETTERS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', e: '\x1b', E: '\x1b' };

/** The word at the place of reading; null when there is none. Never throws: an open quote ends with the text. */
export function readWord(text: ShellText, readScript: ReadScript): Word | null {
  const pieces: Pieces = { ...NOTHING, nested: [] };
  const start = text.at;
  while (!text.ended && (!ENDS_WORD.has(text.peek()) || isProcessSubstitution(text))) {
    readPiece(text, pieces, readScript);
  }
  return text.at === start ? null : pieces;
}

/** The substitutions of a text in which quotes mean nothing: the body of a here-document. */
export function readBody(text: ShellText, readScript: ReadScript): Word {
  const pieces: Pieces = { ...NOTHING, nested: [] };
  while (!text.ended) {
    if (text.take('"')) add(pieces, '"');
    else readInsideQuotes(text, pieces, readScript);
  }
  return pieces;
}

function isProcessSubstitution(text: ShellText): boolean {
  return (text.peek() === '<' || text.peek() === '>') && text.peek(1) === '(';
}

function readPiece(text: ShellText, pieces: Pieces, readScript: ReadScript): void {
  const character = text.peek();
  if (character === '\\') readEscape(text, pieces);
  else if (character === "'") readSingleQuotes(text, pieces);
  else if (character === '"' || text.starts('$"')) readDoubleQuotes(text, pieces, readScript);
  else if (text.starts("$'")) readAnsiQuotes(text, pieces);
  else if (character === '$') readDollar(text, pieces, readScript);
  else if (character === '`') readBackticks(text, pieces, readScript);
  else if (isProcessSubstitution(text)) readProcessSubstitution(text, pieces, readScript);
  else add(pieces, takePlain(text, PLAIN));
}

function readEscape(text: ShellText, pieces: Pieces): void {
  text.at += 1;
  const escaped = text.peek() || '\\';
  text.at += 1;
  if (escaped === '\n') return;
  pieces.quoted = true;
  pieces.value += escaped;
  pieces.source += escaped;
}

function readSingleQuotes(text: ShellText, pieces: Pieces): void {
  const end = text.text.indexOf("'", text.at + 1);
  add(pieces, text.text.slice(text.at + 1, end < 0 ? text.text.length : end));
  pieces.quoted = true;
  text.at = end < 0 ? text.text.length : end + 1;
}

/** `$'…'`: escapes as in C, which also hide words from those who only look at the text. */
function readAnsiQuotes(text: ShellText, pieces: Pieces): void {
  text.at += 2;
  const start = text.at;
  while (!text.ended && text.peek() !== "'") text.at += text.peek() === '\\' ? 2 : 1;
  const quoted = text.text.slice(start, text.at);
  text.at += 1;
  pieces.quoted = true;
  add(
    pieces,
    quoted.replace(ANSI_ESCAPE, (_, hex, unicode, octal, letter) => decodeAnsi(hex ?? unicode, octal, letter)),
  );
}

function decodeAnsi(hex: string | undefined, octal: string | undefined, letter: string): string {
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  return ANSI_LETTERS[letter] ?? letter;
}

function readDoubleQuotes(text: ShellText, pieces: Pieces, readScript: ReadScript): void {
  text.take('$');
  text.at += 1;
  pieces.quoted = true;
  while (!text.ended && !text.take('"')) readInsideQuotes(text, pieces, readScript);
}

function readInsideQuotes(text: ShellText, pieces: Pieces, readScript: ReadScript): void {
  const character = text.peek();
  if (character === '\\') readQuotedEscape(text, pieces);
  else if (character === '$') readDollar(text, pieces, readScript);
  else if (character === '`') readBackticks(text, pieces, readScript);
  else add(pieces, takePlain(text, PLAIN_QUOTED));
}

/** Inside of double quotes only `$`, a backtick, `"`, a backslash and a line end can be escaped. */
function readQuotedEscape(text: ShellText, pieces: Pieces): void {
  const escaped = text.peek(1);
  text.at += 2;
  if (escaped === '\n') return;
  add(pieces, '$`"\\'.includes(escaped) ? escaped : `\\${escaped}`);
}

function readDollar(text: ShellText, pieces: Pieces, readScript: ReadScript): void {
  if (text.starts('$((') && text.isArithmetic(1)) text.nest(() => readArithmetic(text, pieces, readScript));
  else if (text.starts('$(')) readSubstitution(text, pieces, readScript, '$()');
  else if (text.starts('${')) text.nest(() => readExpansion(text, pieces, readScript));
  else add(pieces, takePlain(text, VARIABLE));
}

function readProcessSubstitution(text: ShellText, pieces: Pieces, readScript: ReadScript): void {
  readSubstitution(text, pieces, readScript, `${text.peek()}()`);
}

function readSubstitution(text: ShellText, pieces: Pieces, readScript: ReadScript, placeholder: string): void {
  const start = text.at;
  text.at += 2;
  const script = text.nest(() => readScript(text, ')'));
  if (script) pieces.nested.push(script);
  pieces.value += placeholder;
  pieces.source += text.text.slice(start, text.at);
}

/** Numbers are of no interest, substitutions between them are. */
function readArithmetic(text: ShellText, pieces: Pieces, readScript: ReadScript): void {
  const start = text.at;
  const inner = { ...NOTHING, nested: pieces.nested };
  let open = 0;
  text.at += 1;
  do {
    if (text.peek() === '(') open += 1;
    if (text.peek() === ')') open -= 1;
    if (text.peek() === '$' || text.peek() === '`') readInsideQuotes(text, inner, readScript);
    else text.at += 1;
  } while (open > 0 && !text.ended);
  add(pieces, text.text.slice(start, text.at));
}

/** `${NAME…}`: kept as written, with the substitutions of its default value. */
function readExpansion(text: ShellText, pieces: Pieces, readScript: ReadScript): void {
  const start = text.at;
  const inner = { ...NOTHING, nested: pieces.nested };
  text.at += 2;
  while (!text.ended && !text.take('}')) {
    if (text.peek() === '\\') text.at += 2;
    else if (text.peek() === '$' || text.peek() === '`') readInsideQuotes(text, inner, readScript);
    else text.at += 1;
  }
  add(pieces, text.text.slice(start, text.at));
}

/** Between backticks a backslash takes away the meaning of a backtick, so the inner text is read as one of its own. */
function readBackticks(text: ShellText, pieces: Pieces, readScript: ReadScript): void {
  const start = text.at;
  text.at += 1;
  while (!text.ended && text.peek() !== '`') text.at += text.peek() === '\\' ? 2 : 1;
  const inner = text.text.slice(start + 1, text.at).replace(/\\([$`\\])/g, '$1');
  text.at += 1;
  const script = text.nest(() => readScript(new ShellText(inner, text.budget, text.depth), ''));
  if (script) pieces.nested.push(script);
  pieces.value += '$()';
  pieces.source += text.text.slice(start, text.at);
}

function takePlain(text: ShellText, plain: RegExp): string {
  plain.lastIndex = text.at;
  const [taken = text.peek()] = plain.exec(text.text) ?? [];
  text.at += Math.max(taken.length, 1);
  return taken;
}

function add(pieces: Pieces, characters: string): void {
  pieces.value += characters;
  pieces.source += characters;
}
