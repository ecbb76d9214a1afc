import {
  type CommandNode,
  forEachChild,
  type Command as ParsedCommand,
  type ParsedScript,
  parse,
  type Redirection,
  type Statement,
  type SyntaxNode,
} from 'unbash';
import { enter, type Place, readArgument, readRedirect, readWordsOf } from './read-word.ts';
import {
  type Budget,
  type Command,
  createBudget,
  type Pipeline,
  type Script,
  type Stage,
  type Word,
} from './script.ts';

/**
 * Reads a POSIX shell or Bash text (POSIX.1-2024, XCU 2; the Bash manual, chapter 3).
 *
 * Never throws. What is no valid shell text is read as far as it makes sense, because something ran it, and named in
 * `budget.faults`; what the budget does not allow is named in `budget.cuts`.
 */
export function parseScript(text: string, budget: Budget = createBudget(), depth = 0): Script {
  budget.characters -= text.length;
  if (budget.characters < 0) {
    budget.cuts.add('it gives the same text to shells too often');
    return { pipelines: [] };
  }
  return toScript(parseText(text, budget), { budget, depth, toScript });
}

/** The parser calls itself for each `coproc` and each `function`, so that some thousands of them end its stack. */
function parseText(text: string, { cuts }: Budget): ParsedScript {
  try {
    return parse(text);
  } catch (error) {
    cuts.add(`the shell text could not be read: ${error instanceof Error ? error.name : typeof error}`);
    return parse('');
  }
}

function toScript(script: ParsedScript, place: Place): Script {
  const [fault] = script.errors ?? [];
  if (fault) place.budget.faults.add(`${withoutText(fault.message)} (character ${fault.pos})`);
  const inner = enter(place);
  return { pipelines: inner ? script.commands.flatMap((statement) => toPipelines(statement, inner)) : [] };
}

/** The parser repeats the word that it did not expect, which may be a password. */
function withoutText(message: string): string {
  return message.replace(/^unexpected (token|argument) '.*'/s, 'unexpected $1');
}

function toPipelines({ command }: Statement, place: Place): Pipeline[] {
  const parts = command.type === 'AndOr' ? command.commands : [command];
  return parts.map((part) => {
    const stages = part.type === 'Pipeline' ? part.commands : [part];
    return { stages: stages.map((stage) => toStage(stage, place)) };
  });
}

function toStage(node: CommandNode, place: Place): Stage {
  if (node.type === 'Command') return toCommand(node, place);
  return node.type === 'Redirected' ? toGroup(node.command, place, node.redirects) : toGroup(node, place, []);
}

function toCommand({ name, prefix, args, redirects }: ParsedCommand, place: Place): Command {
  const assignments = prefix.filter((each) => each.type === 'Assignment');
  return {
    kind: 'command',
    assignments: assignments.map((each) => readArgument(each, place)),
    words: splitHidden([...(name ? [name] : []), ...args].map((each) => readArgument(each, place))),
    redirects: redirects.map((each) => readRedirect(each, place)),
  };
}

/** `curl${IFS}-k` and `{curl,-k}` are two words each: the usual ways to write a command without a blank. */
function splitHidden(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = words;
  const braces = first && /^\{[^{}\s]*,[^{}\s]*\}$/.test(first.source) ? first.source.slice(1, -1).split(',') : null;
  const whole = braces ? [...braces.map((part) => ({ value: part, source: part, nested: [] })), ...rest] : words;
  return whole.flatMap((word) => (word.value.includes('$') ? splitAtIfs(word) : [word]));
}

const IFS = /\$\{IFS[^{}]{0,32}\}|\$IFS(?!\w)/;

function splitAtIfs(word: Word): readonly Word[] {
  const parts = word.value.split(IFS).filter((part) => part !== '');
  if (parts.length < 2) return [word];
  return parts.map((part, index) => ({ value: part, source: part, nested: index === 0 ? word.nested : [] }));
}

function toGroup(node: CommandNode, place: Place, redirects: readonly Redirection[]): Stage {
  const inner = enter(place);
  const pipelines = inner ? [...headOf(node, inner), ...bodiesOf(node, inner)] : [];
  return { kind: 'group', script: { pipelines }, redirects: redirects.map((each) => readRedirect(each, place)) };
}

/** The words before the body of a loop or condition, as a command: its substitutions run, too. */
const HEADS: Readonly<Partial<Record<SyntaxNode['type'], string>>> = {
  For: 'for',
  Select: 'select',
  Case: 'case',
  ArithmeticFor: 'for',
  ArithmeticCommand: '((',
  TestCommand: '[[',
};

function headOf(node: CommandNode, place: Place): Pipeline[] {
  const program = HEADS[node.type];
  if (program === undefined) return [];
  const words = readWordsOf(node, place);
  if (words.length === 0) return [];
  const called = { value: program, source: program, nested: [] };
  return [{ stages: [{ kind: 'command', assignments: [], words: [called, ...words], redirects: [] }] }];
}

/** The commands of all branches, whichever is taken. */
function bodiesOf(node: SyntaxNode, place: Place): Pipeline[] {
  const pipelines: Pipeline[] = [];
  forEachChild(node, (child) => {
    if (child.type === 'CompoundList') {
      for (const statement of child.commands) pipelines.push(...toPipelines(statement, place));
    } else if (child.type === 'CaseItem' || child.type === 'Elif') pipelines.push(...bodiesOf(child, place));
    else if (isBody(child)) pipelines.push({ stages: [toStage(child, place)] });
  });
  return pipelines;
}

/** What follows after `name()` and `coproc`: one command, most of them in braces. */
const BODIES: ReadonlySet<string> = new Set([
  'ArithmeticCommand',
  'ArithmeticFor',
  'BraceGroup',
  'Case',
  'Command',
  'Coproc',
  'For',
  'Function',
  'If',
  'Redirected',
  'Select',
  'Subshell',
  'TestCommand',
  'While',
]);

function isBody(node: SyntaxNode): node is CommandNode {
  return BODIES.has(node.type);
}
