import { ENDS_WORD, type ReadScript, readBody, readWord } from './read-word.ts';
import {
  type Budget,
  type Command,
  createBudget,
  type Pipeline,
  type Redirect,
  type Script,
  type Stage,
  type Word,
} from './script.ts';
import { ShellText } from './shell-text.ts';

/** The word that ends what a word opens (POSIX Shell Command Language, 2.4 Reserved Words). */
const CLOSED_BY: Readonly<Record<string, string>> = { if: 'fi', do: 'done', '{': '}' };
/** Words that only stand between commands; the words of a loop's condition are commands as others. */
const BETWEEN = /(?:then|else|elif|while|until|!|coproc)(?=[\s;&|<>()]|$)/y;
const OPENING = /(?:if|do|\{)(?=[\s;&|<>()]|$)/y;
const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;
const REDIRECT = /(?:\d+|\{[A-Za-z_]\w*\})?(?:&>>|&>|<<<|<<-|<<|<&|>&|<>|>>|>\||<(?!\()|>(?!\())/y;

/**
 * Reads a POSIX shell or Bash text (POSIX.1-2024, XCU 2; the Bash manual, chapter 3).
 *
 * Never throws and reads every character a bounded number of times. What is no valid shell text is read as far as it
 * makes sense, because the text was run by something. What the budget does not allow is named in `budget.cuts`.
 */
export function parseScript(text: string, budget: Budget = createBudget(), depth = 0): Script {
  return readScript(new ShellText(text, budget, depth), '');
}

const readScript: ReadScript = (text, close) => {
  const pipelines: Pipeline[] = [];
  while (!text.ended) {
    skipSeparators(text);
    if (takeClose(text, close)) break;
    const before = text.at;
    const pipeline = readPipeline(text);
    if (pipeline.stages.length > 0) pipelines.push(pipeline);
    // A closing word or parenthesis that nothing opened.
    if (text.at === before) text.at += 1;
  }
  return { pipelines };
};

function skipSeparators(text: ShellText): void {
  for (;;) {
    text.skipBlanks();
    if (text.peek() === '#') text.skipComment();
    else if (text.peek() === ';' && !text.starts(';;')) text.at += 1;
    else if (text.peek() === '&' && text.peek(1) !== '>') text.at += 1;
    else if (!text.takeNewline()) return;
  }
}

function skipLines(text: ShellText): void {
  do {
    text.skipBlanks();
    if (text.peek() === '#') text.skipComment();
  } while (text.takeNewline());
}

/** A parenthesis closes wherever it stands, a word only where a command could start. */
function takeClose(text: ShellText, close: string): boolean {
  if (close === '') return false;
  if (close === ';;') return text.starts(';;') || nextWordIs(text, 'esac');
  if (close === ')') return text.take(')');
  if (!nextWordIs(text, close)) return false;
  text.at += close.length;
  return true;
}

function nextWordIs(text: ShellText, word: string): boolean {
  return text.starts(word) && (text.peek(word.length) === '' || ENDS_WORD.has(text.peek(word.length)));
}

function readPipeline(text: ShellText): Pipeline {
  const stages: Stage[] = [];
  do {
    skipLines(text);
    const stage = readStage(text);
    if (stage) stages.push(stage);
  } while (!text.starts('||') && (text.take('|&') || text.take('|')));
  text.take('||');
  return { stages };
}

function readStage(text: ShellText): Stage | null {
  skipWordsBetween(text);
  if (text.starts('((') && text.isArithmetic(0)) return readNumbers(text);
  if (text.take('(')) return readGroup(text, ')');
  if (nextWordIs(text, 'case')) return readCase(text);
  const opening = takeMatch(text, OPENING);
  return opening === '' ? readCommand(text) : readGroup(text, CLOSED_BY[opening] as string);
}

function skipWordsBetween(text: ShellText): void {
  while (takeMatch(text, BETWEEN) !== '') skipLines(text);
}

function takeMatch(text: ShellText, pattern: RegExp): string {
  pattern.lastIndex = text.at;
  const [matched = ''] = pattern.exec(text.text) ?? [];
  text.at += matched.length;
  return matched;
}

function readGroup(text: ShellText, close: string): Stage {
  const script = text.nest(() => readScript(text, close)) ?? { pipelines: [] };
  const redirects: Redirect[] = [];
  text.skipBlanks();
  for (let next = readRedirect(text); next; next = readRedirect(text)) {
    redirects.push(next);
    text.skipBlanks();
  }
  return { kind: 'group', script, redirects };
}

/** `((…))`: numbers, so `<` and `<<` in it are no redirects. */
function readNumbers(text: ShellText): Stage {
  const end = text.text.indexOf('))', text.at);
  text.at = end < 0 ? text.text.length : end + 2;
  return { kind: 'group', script: { pipelines: [] }, redirects: [] };
}

/** `case WORD in PATTERN) …;; esac`: the patterns are left out, the commands of all branches are kept. */
function readCase(text: ShellText): Stage {
  const head = readCommandUntil(text, 'in');
  const pipelines: Pipeline[] = [{ stages: [head] }];
  for (;;) {
    skipSeparators(text);
    while (text.take(';;') || text.take('&')) skipSeparators(text);
    if (text.ended || takeClose(text, 'esac')) break;
    const close = text.text.indexOf(')', text.at + 1);
    text.at = close < 0 ? text.text.length : close + 1;
    const branch = text.nest(() => readScript(text, ';;'));
    if (branch) pipelines.push(...branch.pipelines);
  }
  return { kind: 'group', script: { pipelines }, redirects: [] };
}

function readCommandUntil(text: ShellText, last: string): Command {
  const words: Word[] = [];
  for (text.skipBlanks(); !text.ended; text.skipBlanks()) {
    const word = takeWord(text);
    if (!word || word.value === last) break;
    words.push(word);
  }
  return { kind: 'command', assignments: [], words, redirects: [] };
}

function readCommand(text: ShellText): Command | null {
  const assignments: Word[] = [];
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  for (text.skipBlanks(); !text.ended; text.skipBlanks()) {
    if (text.peek() === '#') text.skipComment();
    const isTest = words[0]?.value === '[[' && !endsTest(words);
    const redirect = isTest ? null : readRedirect(text);
    if (redirect) redirects.push(redirect);
    else if (isTest) words.push(takeOperatorOrWord(text));
    else if (isDefinition(text, words)) return null;
    else {
      const word = takeWord(text);
      if (!word) break;
      if (words.length === 0 && ASSIGNMENT.test(word.value)) assignments.push(takeArray(text, word));
      else words.push(word);
    }
  }
  const isEmpty = assignments.length + words.length + redirects.length === 0;
  return isEmpty ? null : { kind: 'command', assignments, words, redirects };
}

/** `name()` or `function name`: what follows is its body, which is read as the next command. */
function isDefinition(text: ShellText, words: readonly Word[]): boolean {
  const named = words.length === 2 && words[0]?.value === 'function';
  if (!named && (words.length !== 1 || !text.starts('('))) return false;
  if (!text.starts('(')) return true;
  text.at += 1;
  text.skipBlanks();
  text.take(')');
  return true;
}

function endsTest(words: readonly Word[]): boolean {
  return words.at(-1)?.value === ']]';
}

/** In `[[ … ]]` the operators of the shell compare. */
function takeOperatorOrWord(text: ShellText): Word {
  const word = takeWord(text);
  if (word) return word;
  const value = text.peek();
  if (!text.takeNewline()) text.at += 1;
  return { value, source: value, quoted: false, nested: [] };
}

/** `NAME=(…)`: its members are joined to one word. */
function takeArray(text: ShellText, name: Word): Word {
  if (!name.value.endsWith('=') || !text.take('(')) return name;
  const members: Word[] = [name];
  while (!text.ended && !text.take(')')) {
    text.skipBlanks();
    if (text.takeNewline()) continue;
    if (text.peek() === '#') text.skipComment();
    else members.push(takeOperatorOrWord(text));
  }
  return joinWords(members);
}

function joinWords(words: readonly Word[]): Word {
  return {
    value: words.map((word) => word.value).join(' '),
    source: words.map((word) => word.source).join(' '),
    quoted: true,
    nested: words.flatMap((word) => word.nested),
  };
}

function takeWord(text: ShellText): Word | null {
  const word = readWord(text, readScript);
  if (!word) return null;
  text.budget.words -= 1;
  if (text.budget.words < 0) text.stop('it has too many words');
  return word;
}

function readRedirect(text: ShellText): Redirect | null {
  const matched = takeMatch(text, REDIRECT);
  if (matched === '') return null;
  const operator = matched.replace(/^(?:\d+|\{\w+\})/, '');
  text.skipBlanks();
  const target = takeWord(text) ?? { value: '', source: '', quoted: false, nested: [] };
  return operator === '<<' || operator === '<<-' ? readHere(text, operator, target) : { operator, target, body: '' };
}

/** The body follows after the end of the line, so it is filled in when that has been read. */
function readHere(text: ShellText, operator: string, delimiter: Word): Redirect {
  const redirect = { operator, target: delimiter, body: '' };
  const receive = (body: string) => {
    redirect.body = body;
    if (!delimiter.quoted) redirect.target = { ...delimiter, nested: substitutionsOf(text, body) };
  };
  text.bodies.push({ delimiter: delimiter.value, stripTabs: operator === '<<-', receive });
  return redirect;
}

function substitutionsOf(text: ShellText, body: string): readonly Script[] {
  return readBody(new ShellText(body, text.budget, text.depth), readScript).nested;
}
