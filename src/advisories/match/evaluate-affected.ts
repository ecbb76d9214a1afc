import { findScheme, semver, type VersionScheme } from '../../ecosystems/index.ts';
import { isAppError } from '../../model/index.ts';
import type { AffectedPackage, AffectedRange, RangeEvent } from '../records/advisory.ts';
import { openVersionOrder, type VersionOrder } from './version-order.ts';

/** What an advisory says about one installed version. `evidence` is a sentence for people. */
export type Evaluation =
  | { readonly verdict: 'affected'; readonly fixedVersion: string | null; readonly evidence: string }
  | { readonly verdict: 'undetermined'; readonly fixedVersion: null; readonly evidence: string }
  | { readonly verdict: 'unaffected' };

const UNAFFECTED: Evaluation = { verdict: 'unaffected' };

/**
 * Evaluates `affected` entries for one installed version, as the OSV schema says
 * (https://ossf.github.io/osv-schema/#evaluation): listed in `versions`, or inside any one of the ranges. A version
 * that cannot be compared is neither affected nor safe: `undetermined`, unless another list or range says affected.
 * @returns a function that evaluates one entry; use it for every entry of one package, so that no version is parsed twice
 */
export function createEvaluator(installed: string): (affected: AffectedPackage) => Evaluation {
  const orders = new Map<VersionScheme, VersionOrder>();
  const orderBy = (scheme: VersionScheme | undefined) => {
    if (!scheme) return undefined;
    const order = orders.get(scheme) ?? openVersionOrder(scheme, installed);
    orders.set(scheme, order);
    return order;
  };
  return (affected) => evaluate(installed, affected, orderBy);
}

type OrderBy = (scheme: VersionScheme | undefined) => VersionOrder | undefined;

/** The list is compared last: a range that says affected, or the identical text in the list, makes that needless. */
function evaluate(installed: string, { ecosystem, ranges, versions }: AffectedPackage, orderBy: OrderBy): Evaluation {
  const scheme = findScheme(ecosystem);
  const byRange = pick(
    ranges.map((range) => evaluateRange(installed, range, ecosystem, orderBy(schemeOf(range, scheme)))),
  );
  if (versions.includes(installed)) return listed(installed, byRange);
  if (byRange.verdict === 'affected') return byRange;
  const order = orderBy(scheme);
  if (versions.some((version) => order?.isSameAs(version))) return listed(installed, byRange);
  return ranges.length > 0 || !order ? byRange : evaluateUnlisted(installed, order);
}

function listed(installed: string, byRange: Evaluation): Evaluation {
  const fixedVersion = byRange.verdict === 'affected' ? byRange.fixedVersion : null;
  return { verdict: 'affected', fixedVersion, evidence: `the advisory lists version ${installed}` };
}

/** A list alone says nothing about a version that has no place in the order: it may be a listed one, misspelt. */
function evaluateUnlisted(installed: string, order: VersionOrder): Evaluation {
  const error = order.whyUnreadable();
  return error ? undetermined(whose(error.subject, installed, error.message)) : UNAFFECTED;
}

/** Affected wins over undetermined, and that over unaffected. */
export function pick(evaluations: readonly Evaluation[]): Evaluation {
  return (
    evaluations.find(({ verdict }) => verdict === 'affected') ??
    evaluations.find(({ verdict }) => verdict === 'undetermined') ??
    UNAFFECTED
  );
}

/** The ecosystem's own scheme (those of npm and Go are SemVer with their own spellings); elsewhere SEMVER ranges say it. */
function schemeOf({ type }: AffectedRange, ecosystemScheme: VersionScheme | undefined): VersionScheme | undefined {
  return ecosystemScheme ?? (type === 'SEMVER' ? semver : undefined);
}

function evaluateRange(
  installed: string,
  range: AffectedRange,
  ecosystem: string,
  order: VersionOrder | undefined,
): Evaluation {
  if (!range.events.some((event) => event.introduced !== undefined))
    return undetermined('its range introduces nothing');
  if (isUnbounded(range)) return { verdict: 'affected', fixedVersion: null, evidence: 'every version is affected' };
  if (!order) return undetermined(`there is no version scheme for ${ecosystem}`);
  try {
    return isInside(range.events, order) ? inside(installed, range.events, order) : UNAFFECTED;
  } catch (error) {
    if (isAppError(error, 'unreadable')) return undetermined(whose(error.subject, installed, error.message));
    throw error;
  }
}

/** Nothing but `introduced: 0`: whatever is installed, readable or not. */
function isUnbounded({ events }: AffectedRange): boolean {
  return events.every((event) => event.introduced === '0' || event.limit === '*');
}

/** A version at which one stretch ends and another begins is in the second, in whatever order a record lists its branches. */
function isInside(events: readonly RangeEvent[], order: VersionOrder): boolean {
  let vulnerable = false;
  let begunAgain: string | undefined;
  for (const event of sorted(events, order)) {
    if (!isReached(event, order)) continue;
    const end = event.fixed ?? event.last_affected;
    if (end === undefined) begunAgain = vulnerable ? event.introduced : undefined;
    vulnerable = end === undefined || (begunAgain !== undefined && order.compare(begunAgain, end) === 0);
  }
  return vulnerable && isBeforeLimits(events, order);
}

function isReached(event: RangeEvent, order: VersionOrder): boolean {
  if (event.introduced === '0') return true;
  const stand = order.standTo(versionOf(event));
  return event.last_affected === undefined ? stand >= 0 : stand > 0;
}

/** By version; equal versions stay in the record's order, so `introduced 2, fixed 2` alone is an empty stretch. */
function sorted(events: readonly RangeEvent[], order: VersionOrder): RangeEvent[] {
  return events.filter((event) => event.limit === undefined).sort((a, b) => compareEvents(a, b, order));
}

function compareEvents(a: RangeEvent, b: RangeEvent, order: VersionOrder): number {
  if (a.introduced === '0' || b.introduced === '0') return Number(b.introduced === '0') - Number(a.introduced === '0');
  return order.compare(versionOf(a), versionOf(b));
}

function versionOf(event: RangeEvent): string {
  return event.introduced ?? event.fixed ?? event.last_affected ?? event.limit ?? '';
}

function isBeforeLimits(events: readonly RangeEvent[], order: VersionOrder): boolean {
  const limits = events.flatMap((event) => event.limit ?? []);
  if (limits.length === 0 || limits.includes('*')) return true;
  return limits.some((limit) => order.standTo(limit) < 0);
}

function inside(installed: string, events: readonly RangeEvent[], order: VersionOrder): Evaluation {
  const fixes = events.flatMap((event) => event.fixed ?? []).filter((fixed) => order.standTo(fixed) < 0);
  const fixedVersion = fixes.sort(order.compare)[0] ?? null;
  return { verdict: 'affected', fixedVersion, evidence: `${installed} is within ${describe(events)}` };
}

function undetermined(why: string): Evaluation {
  return { verdict: 'undetermined', fixedVersion: null, evidence: `cannot be compared: ${why}` };
}

function whose(subject: string | undefined, installed: string, message: string): string {
  return subject === installed ? `installed ${message}` : `in the advisory, ${message}`;
}

/** `introduced 0, fixed 1.2`; long timelines are cut. */
function describe(events: readonly RangeEvent[]): string {
  const shown = events.slice(0, 8).map((event) => Object.entries(event).map(([kind, version]) => `${kind} ${version}`));
  return [...shown.flat(), ...(events.length > 8 ? ['…'] : [])].join(', ');
}
