import { findScheme, semver, type VersionScheme } from '../../ecosystems/index.ts';
import { isAppError } from '../../model/index.ts';
import type { AffectedPackage, AffectedRange, RangeEvent } from '../records/advisory.ts';

/** What an advisory says about one installed version. `evidence` is a sentence for people. */
export type Evaluation =
  | { readonly verdict: 'affected'; readonly fixedVersion: string | null; readonly evidence: string }
  | { readonly verdict: 'undetermined'; readonly fixedVersion: null; readonly evidence: string }
  | { readonly verdict: 'unaffected' };

const UNAFFECTED: Evaluation = { verdict: 'unaffected' };

/**
 * Evaluates one `affected` entry for an installed version, as the OSV schema says
 * (https://ossf.github.io/osv-schema/#evaluation): listed in `versions`, or inside any one of the ranges. A version
 * that cannot be compared is neither affected nor safe: `undetermined`, unless another list or range says affected.
 */
export function evaluateAffected(installed: string, affected: AffectedPackage): Evaluation {
  const scheme = findScheme(affected.ecosystem);
  const byRange = pick(affected.ranges.map((range) => evaluateRange(installed, range, affected.ecosystem)));
  if (isListed(installed, affected.versions, scheme)) {
    const fixedVersion = byRange.verdict === 'affected' ? byRange.fixedVersion : null;
    return { verdict: 'affected', fixedVersion, evidence: `the advisory lists version ${installed}` };
  }
  return affected.ranges.length > 0 || !scheme ? byRange : evaluateUnlisted(installed, scheme);
}

/** A list alone says nothing about a version that has no place in the order: it may be a listed one, misspelt. */
function evaluateUnlisted(installed: string, scheme: VersionScheme): Evaluation {
  try {
    scheme.compare(installed, installed);
    return UNAFFECTED;
  } catch (error) {
    if (isAppError(error, 'unreadable')) return undetermined(whose(error.subject, installed, error.message));
    throw error;
  }
}

/** The gravest: affected, then undetermined, then unaffected. */
export function pick(evaluations: readonly Evaluation[]): Evaluation {
  return (
    evaluations.find(({ verdict }) => verdict === 'affected') ??
    evaluations.find(({ verdict }) => verdict === 'undetermined') ??
    UNAFFECTED
  );
}

/** Equal as text, or the same version in another spelling where the scheme can tell (PEP 440: `1.0` and `1.0.0`). */
function isListed(installed: string, versions: readonly string[], scheme: VersionScheme | undefined): boolean {
  if (versions.includes(installed)) return true;
  return scheme !== undefined && versions.some((version) => isSame(scheme, installed, version));
}

function isSame(scheme: VersionScheme, installed: string, version: string): boolean {
  try {
    return standTo(scheme, installed, version) === 0;
  } catch (error) {
    if (isAppError(error, 'unreadable')) return false;
    throw error;
  }
}

function evaluateRange(installed: string, range: AffectedRange, ecosystem: string): Evaluation {
  const scheme = schemeOf(range, ecosystem);
  if (!range.events.some((event) => event.introduced !== undefined))
    return undetermined('its range introduces nothing');
  if (isUnbounded(range)) return { verdict: 'affected', fixedVersion: null, evidence: 'every version is affected' };
  if (!scheme) return undetermined(`there is no version scheme for ${ecosystem}`);
  try {
    return isInside(installed, range.events, scheme) ? inside(installed, range.events, scheme) : UNAFFECTED;
  } catch (error) {
    if (isAppError(error, 'unreadable')) return undetermined(whose(error.subject, installed, error.message));
    throw error;
  }
}

/** The ecosystem's own scheme (those of npm and Go are SemVer with their own spellings); elsewhere SEMVER ranges say it. */
function schemeOf(range: AffectedRange, ecosystem: string): VersionScheme | undefined {
  return findScheme(ecosystem) ?? (range.type === 'SEMVER' ? semver : undefined);
}

/** Nothing but `introduced: 0`: whatever is installed, readable or not. */
function isUnbounded({ events }: AffectedRange): boolean {
  return events.every((event) => event.introduced === '0' || event.limit === '*');
}

/** A version at which one stretch ends and another begins is in the second, in whatever order a record lists its branches. */
function isInside(installed: string, events: readonly RangeEvent[], scheme: VersionScheme): boolean {
  let vulnerable = false;
  let begunAgain: string | undefined;
  for (const event of sorted(events, scheme)) {
    if (!isReached(installed, event, scheme)) continue;
    const end = event.fixed ?? event.last_affected;
    if (end === undefined) begunAgain = vulnerable ? event.introduced : undefined;
    vulnerable = end === undefined || (begunAgain !== undefined && scheme.compare(begunAgain, end) === 0);
  }
  return vulnerable && isBeforeLimits(installed, events, scheme);
}

function isReached(installed: string, event: RangeEvent, scheme: VersionScheme): boolean {
  if (event.introduced === '0') return true;
  const order = standTo(scheme, installed, versionOf(event));
  return event.last_affected === undefined ? order >= 0 : order > 0;
}

/** By version; equal versions stay in the record's order, so `introduced 2, fixed 2` alone is an empty stretch. */
function sorted(events: readonly RangeEvent[], scheme: VersionScheme): RangeEvent[] {
  return events.filter((event) => event.limit === undefined).sort((a, b) => compareEvents(a, b, scheme));
}

function compareEvents(a: RangeEvent, b: RangeEvent, scheme: VersionScheme): number {
  if (a.introduced === '0' || b.introduced === '0') return Number(b.introduced === '0') - Number(a.introduced === '0');
  return scheme.compare(versionOf(a), versionOf(b));
}

function versionOf(event: RangeEvent): string {
  return event.introduced ?? event.fixed ?? event.last_affected ?? event.limit ?? '';
}

function isBeforeLimits(installed: string, events: readonly RangeEvent[], scheme: VersionScheme): boolean {
  const limits = events.flatMap((event) => event.limit ?? []);
  if (limits.length === 0 || limits.includes('*')) return true;
  return limits.some((limit) => standTo(scheme, installed, limit) < 0);
}

function standTo(scheme: VersionScheme, installed: string, named: string): number {
  return scheme.compareInstalled?.(installed, named) ?? scheme.compare(installed, named);
}

function inside(installed: string, events: readonly RangeEvent[], scheme: VersionScheme): Evaluation {
  const fixes = events.flatMap((event) => event.fixed ?? []).filter((fixed) => standTo(scheme, installed, fixed) < 0);
  const fixedVersion = fixes.sort(scheme.compare)[0] ?? null;
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
