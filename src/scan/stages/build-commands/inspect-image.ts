import { boundHistory } from './history/bound-history.ts';
import type { BuildInstruction } from './history/build-instruction.ts';
import type { ImageHistory } from './history/image-history.ts';
import { readHistory } from './history/read-history.ts';
import type { Inspected, InspectedImage } from './match/inspected.ts';
import { findSecrets } from './secrets/find-secrets.ts';
import type { ShellFacts } from './shell/invocation.ts';
import { readInvocations } from './shell/invocations.ts';
import { parseScript } from './shell/parse-script.ts';
import { createBudget } from './shell/script.ts';

/** Instructions whose arguments are commands. */
const HOLDS_COMMANDS = new Set(['RUN', 'SHELL', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ONBUILD']);

/** Reads the history and works out once what all rules look at. Problems are sentences on what was not looked at. */
export function inspectImage(whole: ImageHistory): { image: InspectedImage; problems: readonly string[] } {
  const image = boundHistory(whole);
  const { instructions, problems } = readHistory(image);
  const cuts: string[] = [];
  const inspected = instructions.map((instruction): Inspected => {
    const facts = HOLDS_COMMANDS.has(instruction.instruction) ? readFacts(instruction, cuts) : null;
    return { instruction, facts, secrets: findSecrets(instruction, facts) };
  });
  return { image: { image, instructions: inspected }, problems: [...problems, ...cuts] };
}

function readFacts(instruction: BuildInstruction, cuts: string[]): ShellFacts {
  const budget = createBudget();
  const facts = readInvocations(parseScript(toShellText(instruction), budget), budget);
  for (const cut of budget.cuts) cuts.push(`instruction ${instruction.index} was not read to its end: ${cut}`);
  const isShellText = instruction.instruction === 'RUN' && instruction.language === 'posix';
  const [fault] = isShellText ? budget.faults : [];
  if (fault !== undefined) cuts.push(`instruction ${instruction.index} is no valid shell text: ${fault}`);
  return facts;
}

/** Windows has its own shells; with their separators of paths made slashes, commands are told as in ours. */
function toShellText({ text, words, language, instruction }: BuildInstruction): string {
  const list = words ?? readList(text);
  if (list) return list.map(quote).join(' ');
  // BuildKit writes `[/bin/bash -c]`.
  if (instruction === 'SHELL') return text.replace(/^\[|\]$/g, '');
  const command = /^(?:ONBUILD\s+)?(?:RUN|CMD(?:-SHELL)?)\s+(.*)$/s.exec(text)?.[1];
  const shown = instruction !== 'RUN' && command !== undefined ? command : text;
  return language === 'posix' ? shown : shown.replace(/[\\`]/g, '/');
}

/** `["a", "b"]`, also as BuildKit writes it, without commas. */
function readList(text: string): readonly string[] | null {
  if (!text.startsWith('["') || !text.endsWith('"]')) return null;
  return parseList(text) ?? parseList(text.replace(/" "/g, '","'));
}

function parseList(text: string): readonly string[] | null {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((each) => typeof each === 'string') ? list : null;
  } catch {
    return null;
  }
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
