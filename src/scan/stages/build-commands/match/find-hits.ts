import type { Match, Rule } from '../rules/rule.ts';
import type { ShellFacts } from '../shell/invocation.ts';
import type { Hit, Inspected, InspectedImage } from './inspected.ts';
import { setsPassword } from './match-account.ts';
import { fitsAny, mayFit } from './match-command.ts';
import { isDownloadedAndRun } from './match-download.ts';
import { isEvaluated, isPiped } from './match-flow.ts';
import { findUnpinnedBase, findUser } from './match-image.ts';
import { findInstructions } from './match-instruction.ts';
import { grantsMode } from './match-mode.ts';
import { hasPowershellWords } from './match-powershell.ts';
import { findNewSecrets } from './match-secret.ts';
import { setsVariable } from './match-variable.ts';
import { isWritten } from './match-written.ts';
import { overruledOf } from './overruled.ts';

type Kind = Match['kind'];
type Finder<K extends Kind> = (match: Extract<Match, { kind: K }>, image: InspectedImage) => Hit[];
type RunMatch = Extract<Match, { kind: 'command' }>;

/** One finder for each kind of `Match`; a kind without one does not compile. */
const FINDERS: { readonly [K in Kind]: Finder<K> } = {
  command: (match, image) => each(image, (inspected) => runs(match, inspected)),
  piped: (match, image) =>
    each(
      image,
      (inspected) => isIn(match.at, inspected) && isPiped(match.from, inspected.facts, match.orBack ?? false),
    ),
  evaluated: ({ from }, image) => each(image, ({ facts }) => facts !== null && isEvaluated(from, facts)),
  downloaded: ({ from, checks }, image) =>
    each(image, ({ facts }) => facts !== null && isDownloadedAndRun(from, checks, facts)),
  written: (match, image) => each(image, ({ facts }) => facts !== null && isWritten(match, facts)),
  variable: (match, image) => each(image, (inspected) => setsVariable(match, inspected)),
  mode: ({ grants }, image) => each(image, (inspected) => grantsMode(grants, inspected)),
  secret: (match, image) => findNewSecrets(match, image),
  account: (_, image) => each(image, ({ facts }) => facts !== null && setsPassword(facts)),
  instruction: (match, image) => findInstructions(match, image),
  powershell: ({ all }, image) => each(image, (inspected) => hasPowershellWords(all, inspected)),
  user: ({ is }, image) => findUser(is, image),
  base: (_, image) => findUnpinnedBase(image),
  any: ({ of }, image) => findAny(of, image),
};

/** Where a rule finds something: places in the list of instructions, each once, or null for the image as a whole. */
export function findHits({ match }: Pick<Rule, 'match'>, image: InspectedImage): Hit[] {
  return (FINDERS[match.kind] as Finder<Kind>)(match, image);
}

/** The image as a whole comes after its instructions. */
function findAny(ways: readonly Match[], image: InspectedImage): Hit[] {
  const hits = new Set(ways.flatMap((match) => findHits({ match }, image)));
  const whole = image.instructions.length;
  return [...hits].sort((one, other) => (one ?? whole) - (other ?? whole));
}

function each({ instructions }: InspectedImage, holds: (inspected: Inspected) => boolean): Hit[] {
  const overruled = overruledOf(instructions);
  return instructions.flatMap((inspected, index) => (!overruled.has(index) && holds(inspected) ? [index] : []));
}

function runs({ run, unlessAny, unlessLater, andAny, at }: RunMatch, inspected: Inspected): boolean {
  if (!isIn(at, inspected) || !mayFit(run, inspected.facts)) return false;
  const { invocations } = inspected.facts;
  if (unlessAny && invocations.some((invocation) => fitsAny(unlessAny, invocation))) return false;
  if (andAny && !invocations.some((invocation) => fitsAny(andAny, invocation))) return false;
  const last = invocations.findLastIndex((invocation) => fitsAny(run, invocation));
  if (last < 0) return false;
  return !unlessLater || !invocations.slice(last).some((invocation) => fitsAny(unlessLater, invocation));
}

/** SHELL may hold a whole script, which then runs at each RUN. */
const AT_BUILD: readonly string[] = ['RUN', 'ONBUILD', 'SHELL'];

/** Whether the instruction is one of those to look at, and holds a command. */
function isIn(at: readonly string[] | undefined, inspected: Inspected): inspected is Inspected & { facts: ShellFacts } {
  return inspected.facts !== null && (at ?? AT_BUILD).includes(inspected.instruction.instruction);
}
