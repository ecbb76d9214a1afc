import {
  type CommandArgument,
  forEachChild,
  type HereDoc,
  type ParsedScript,
  type Word as ParsedWord,
  type Redirection,
  type SyntaxNode,
  type WordPart,
} from 'unbash';
import { type Budget, MAX_DEPTH, type Redirect, type Script, type Word } from './script.ts';

/** Where in a text a word stands: how deep, and what its substitutions are read with. */
export interface Place {
  readonly budget: Budget;
  readonly depth: number;
  toScript(script: ParsedScript, place: Place): Script;
}

/** One level deeper; null, and noted, when the text nests deeper than anybody writes it. */
export function enter(place: Place): Place | null {
  if (place.depth < MAX_DEPTH) return { ...place, depth: place.depth + 1 };
  place.budget.cuts.add(`it nests deeper than ${MAX_DEPTH} levels`);
  return null;
}

/** A word of a command, or `NAME=value`. The members of an array are joined to one text. */
export function readArgument(node: CommandArgument, place: Place): Word {
  if (node.type === 'Word') return readWord(node, place);
  const { name, index, append, value } = node;
  const start = `${name}${index ? `[${index.text}]` : ''}${append ? '+' : ''}=`;
  if (value.type === 'Word') return joinWords([plain(start), readWord(value, place)], '');
  const members = joinWords(readWordsOf(value, place), ' ');
  return joinWords([plain(`${start}(`), members, plain(')')], '');
}

/** The words below a node, as far as they do not belong to commands of their own. */
export function readWordsOf(node: SyntaxNode, place: Place): Word[] {
  const words: Word[] = [];
  forEachChild(node, (child) => {
    if (child.type === 'Word') words.push(readWord(child, place));
    else if (isSubstitution(child)) words.push({ ...plain('$()'), nested: scriptsOf(child, place) });
    else if (child.type !== 'CompoundList') words.push(...readWordsOf(child, place));
  });
  return words;
}

export function readRedirect(node: Redirection, place: Place): Redirect {
  if (node.type === 'HereDoc') return readHere(node, place);
  return { operator: node.operator, target: node.target ? readWord(node.target, place) : plain(''), body: '' };
}

function readHere({ operator, delimiter, body }: HereDoc, place: Place): Redirect {
  const target = {
    ...plain(delimiter?.value ?? ''),
    nested: (body.parts ?? []).flatMap((each) => scriptsOf(each, place)),
  };
  return { operator, target, body: body.text };
}

function readWord({ value: source, parts }: ParsedWord, place: Place): Word {
  if (!parts) return plain(source);
  return {
    value: parts.map(textOf).join(''),
    source,
    nested: parts.flatMap((part) => scriptsOf(part, place)),
  };
}

function textOf(part: WordPart): string {
  switch (part.type) {
    case 'CommandExpansion':
      return '$()';
    case 'ProcessSubstitution':
      return `${part.operator}()`;
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.map(textOf).join('');
    default:
      return 'value' in part ? part.value : part.text;
  }
}

type Substitution = Extract<SyntaxNode, { readonly script: ParsedScript | undefined }>;

function isSubstitution(node: SyntaxNode): node is Substitution {
  return 'script' in node;
}

/** The scripts of the substitutions in a node, wherever in it they stand: in quotes, in a default value, in arithmetic. */
function scriptsOf(node: SyntaxNode, place: Place): Script[] {
  const inner = enter(place);
  if (!inner) return [];
  if (isSubstitution(node)) return node.script ? [place.toScript(node.script, inner)] : [];
  const scripts: Script[] = [];
  forEachChild(node, (child) => scripts.push(...scriptsOf(child, inner)));
  return scripts;
}

function joinWords(words: readonly Word[], between: string): Word {
  return {
    value: words.map((word) => word.value).join(between),
    source: words.map((word) => word.source).join(between),
    nested: words.flatMap((word) => word.nested),
  };
}

function plain(text: string): Word {
  return { value: text, source: text, nested: [] };
}
