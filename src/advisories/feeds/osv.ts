import { comparableEcosystem, comparableName, findEcosystem } from '../../ecosystems/index.ts';
import type { Advisory, AffectedPackage, AffectedRange, RangeEvent } from '../records/advisory.ts';
import type { AdvisoryFeed, AdvisoryReading } from './advisory-feed.ts';
import { checkRecord, looksLikeOsv, type OsvAffected, type OsvRecord } from './osv-record.ts';
import { rateSeverity } from './osv-severity.ts';

/** Records of the OSV schema, https://ossf.github.io/osv-schema/ */
export const osv: AdvisoryFeed = {
  name: 'OSV',
  recognises: looksLikeOsv,
  read: (record) => [readAdvisory(record)],
};

/** People read the beginning; the rest is behind the link. Characters. */
const SUMMARY_LENGTH = 1_000;
const DETAILS_LENGTH = 65_536;
const EVENT_KINDS = ['introduced', 'fixed', 'last_affected', 'limit'] as const;

function readAdvisory(value: unknown): AdvisoryReading {
  const checked = checkRecord(value);
  if ('problem' in checked) return reject(checked.problem, true);
  const { record } = checked;
  const modified = modifiedAt(record);
  if (!modified) return reject('modified is not a time', true);
  if (isSet(record.withdrawn)) return { kind: 'withdrawn', advisoryId: record.id, modified };
  const affected = (record.affected ?? []).flatMap(readAffected);
  if (affected.length === 0) return reject(whyUnusable(record), false);
  return { kind: 'advisory', advisory: toAdvisory(record, modified, affected) };
}

function reject(reason: string, broken: boolean): AdvisoryReading {
  return { kind: 'rejected', problem: { reason, broken } };
}

/** Failsafe YAML has no null, only its spellings. */
function isSet(time: string | null | undefined): boolean {
  return typeof time === 'string' && !['', '~', 'null'].includes(time.toLowerCase());
}

/** A package with versions to compare; commits cannot be compared with an installed package. */
function readAffected({ package: subject, ranges, versions }: OsvAffected): AffectedPackage[] {
  if (!subject) return [];
  const comparable = (ranges ?? []).flatMap(readRange);
  if (comparable.length === 0 && !versions?.length) return [];
  const ecosystem = comparableEcosystem(subject.ecosystem);
  return [{ ecosystem, name: comparableName(ecosystem, subject.name), ranges: comparable, versions: versions ?? [] }];
}

function readRange({ type, events }: { type: string; events: OsvEvent[] }): AffectedRange[] {
  if (type !== 'SEMVER' && type !== 'ECOSYSTEM') return [];
  return [{ type, events: events.flatMap(splitEvent) }];
}

type OsvEvent = NonNullable<OsvAffected['ranges']>[number]['events'][number];

/** Records of old schema versions put `introduced` and `fixed` into one object. */
function splitEvent(event: OsvEvent): RangeEvent[] {
  return EVENT_KINDS.flatMap((kind) => (event[kind] ? [{ [kind]: event[kind] }] : []));
}

function whyUnusable({ affected }: OsvRecord): string {
  if (!affected?.length) return 'names no affected package';
  if (affected.every((each) => !each.package)) return 'names repositories, no packages';
  return 'names commits only, no versions';
}

function toAdvisory(record: OsvRecord, modified: string, affected: readonly AffectedPackage[]): Advisory {
  const own = cvesAmong([record.id, ...(record.aliases ?? []), ...(record.upstream ?? [])]);
  return {
    advisoryId: record.id,
    vulId: own.length === 1 && own[0] ? own[0] : record.id,
    cves: own.length > 0 || !isErratum(affected) ? own : cvesAmong(record.related ?? []),
    summary: toShown(record.summary, SUMMARY_LENGTH),
    details: toShown(record.details, DETAILS_LENGTH),
    ...rateSeverity(record),
    url: linkOf(record),
    published: publishedAt(record),
    modified,
    affected,
  };
}

function cvesAmong(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id) => /^CVE-\d{4}-\d{4,19}$/.test(id)))].sort();
}

/** Whether the CVEs under `related` are those that the record fixes. */
function isErratum(affected: readonly AffectedPackage[]): boolean {
  return affected.every(({ ecosystem }) => findEcosystem(ecosystem)?.errataListCves === true);
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
function toShown(text: string | null | undefined, length: number): string {
  return (text ?? '')
    .replaceAll('\0', '')
    .slice(0, length)
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** RFC 3339 to milliseconds since 1970, null for what is not a time. */
function readTime(text: string): number | null {
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** Times before 1970 are placeholders (Go writes year 1): no time of publishing, and modified at the beginning. */
function publishedAt(record: OsvRecord): string | null {
  const time = readTime(record.published ?? '');
  return time === null || time < 0 ? null : new Date(time).toISOString();
}

function modifiedAt(record: OsvRecord): string | null {
  const time = readTime(record.modified);
  return time === null ? null : new Date(Math.max(time, 0)).toISOString();
}

function linkOf({ references }: OsvRecord): string {
  const links = (references ?? []).filter(({ url }) => /^https?:\/\//i.test(url) && url.length <= 2048);
  const link = links.find(({ type }) => type === 'ADVISORY') ?? links.find(({ type }) => type === 'WEB') ?? links[0];
  return toShown(link?.url, 2048);
}
