import cvss from 'ae-cvss-calculator';
import { findEcosystem } from '../../ecosystems/index.ts';
import type { AdvisorySeverity } from '../records/advisory.ts';
import type { OsvRecord } from './osv-record.ts';

export interface Rating {
  readonly cvssScore: number | null;
  readonly cvssVector: string | null;
  readonly severity: AdvisorySeverity | null;
}

/** A newer CVSS supersedes an older one (https://www.first.org/cvss/). */
const CVSS_TYPES = ['CVSS_V4', 'CVSS_V3', 'CVSS_V2'];

/** Words that databases use instead of a vector. No score is invented for a word. */
const WORDS: ReadonlyMap<string, AdvisorySeverity> = new Map([
  ['critical', 'high'],
  ['important', 'high'],
  ['high', 'high'],
  ['moderate', 'medium'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['negligible', 'low'],
  ['unimportant', 'low'],
]);
const WORST_FIRST: readonly AdvisorySeverity[] = ['high', 'medium', 'low'];

/**
 * The severity of a record: the newest CVSS vector that can be read, of the record or of its packages (the highest);
 * else a word: `database_specific.severity`, `ecosystem_specific.severity`, Ubuntu's priority, Debian's urgency, or how a
 * summary begins in ecosystems that say so (`Important: …`); else unknown, which is null and never "low". Of several words of
 * one kind the worst counts: one release may be affected more than another.
 * Grades follow the HSS documents (ADR 0007): 9 and above high, 4 to below 9 medium, below 4 low.
 */
export function rateSeverity(record: OsvRecord): Rating {
  const best = bestVector(vectorsOf(record));
  if (best) return { cvssScore: best.score, cvssVector: best.vector, severity: gradeOf(best.score) };
  return { cvssScore: null, cvssVector: null, severity: wordOf(record) };
}

function gradeOf(score: number): AdvisorySeverity {
  if (score >= 9) return 'high';
  return score >= 4 ? 'medium' : 'low';
}

interface Vector {
  readonly type: string;
  readonly vector: string;
  readonly score: number;
}

function vectorsOf(record: OsvRecord): Vector[] {
  const entries = [record, ...(record.affected ?? [])].flatMap((holder) => holder.severity ?? []);
  return entries.flatMap(({ type, score: vector }) => {
    const score = CVSS_TYPES.includes(type) ? scoreOf(vector) : null;
    return score === null ? [] : [{ type, vector, score }];
  });
}

function bestVector(vectors: readonly Vector[]): Vector | undefined {
  const newest = CVSS_TYPES.find((type) => vectors.some((each) => each.type === type));
  return vectors.filter((each) => each.type === newest).sort((a, b) => b.score - a.score)[0];
}

/** 0 to 10, or null for a vector that is unknown or incomplete. */
function scoreOf(text: string): number | null {
  if (!/^[\x21-\x7e]+$/.test(text)) return null;
  try {
    const vector = cvss.fromVector(text);
    if (!vector?.isBaseFullyDefined()) return null;
    const { overall } = vector.calculateScores();
    return Number.isFinite(overall) ? overall : null;
  } catch {
    return null;
  }
}

function wordOf(record: OsvRecord): AdvisorySeverity | null {
  const affected = record.affected ?? [];
  const holders = [record, ...affected];
  const kinds = [
    holders.map((holder) => fieldOf(holder.database_specific, 'severity')),
    affected.map((each) => fieldOf(each.ecosystem_specific, 'severity')),
    holders.flatMap((holder) => holder.severity ?? []).map(({ score }) => score),
    affected.map((each) => fieldOf(each.ecosystem_specific, 'urgency')),
    summaryWord(record),
  ];
  return kinds.map(worstOf).find((severity) => severity !== null) ?? null;
}

function worstOf(words: readonly unknown[]): AdvisorySeverity | null {
  const known = words.flatMap((word) => (typeof word === 'string' ? [WORDS.get(word.toLowerCase())] : []));
  return WORST_FIRST.find((severity) => known.includes(severity)) ?? null;
}

function fieldOf(specific: unknown, name: 'severity' | 'urgency'): unknown {
  return typeof specific === 'object' && specific !== null
    ? (specific as { severity?: unknown; urgency?: unknown })[name]
    : undefined;
}

function summaryWord({ affected, summary }: OsvRecord): string[] {
  const ecosystem = affected?.[0]?.package?.ecosystem ?? '';
  const word = /^(\w+):/.exec(summary ?? '')?.[1];
  return word && findEcosystem(ecosystem)?.severityInSummary ? [word] : [];
}
