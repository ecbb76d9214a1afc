import type { Problem } from '../sources/source.ts';

/** A file, record or entry that was not loaded. */
export interface Rejection extends Problem {
  readonly name: string;
}

export interface Rejections {
  /** The first of each kind. */
  readonly rejected: readonly Rejection[];
  /** All of them, also those beyond the ones in `rejected`. */
  readonly rejectedCount: number;
  /** Those of them that are broken: something may be missing for each. */
  readonly brokenCount: number;
}

/** Attack: millions of broken files; all are counted, so many are named. Of each kind, so that foreign files hide no broken one. */
const KEPT = 10_000;
const NAMED = 100;

export function collectRejections(): { add(rejection: Rejection): void; all(): Rejections } {
  const rejected: Rejection[] = [];
  let [brokenCount, foreignCount] = [0, 0];
  return {
    add(rejection) {
      const before = rejection.broken ? brokenCount++ : foreignCount++;
      if (before < KEPT) rejected.push(rejection);
    },
    all: () => ({ rejected, brokenCount, rejectedCount: brokenCount + foreignCount }),
  };
}

/** The first 100 as they are stored, broken ones first: they are what someone must look at. */
export function firstRejections({ rejected }: Rejections): { name: string; reason: string }[] {
  const ordered = [...rejected].sort((a, b) => Number(b.broken) - Number(a.broken));
  return ordered.slice(0, NAMED).map(({ name, reason }) => ({ name: toStored(name), reason: toStored(reason) }));
}

/** Why a load is partial; null when nothing was broken. @param kept stored records that were not seen, and stay for that reason */
export function whyPartial({ rejected, brokenCount }: Rejections, kept: number): string | null {
  if (brokenCount === 0) return null;
  const first = rejected.find((each) => each.broken);
  const named = first ? `, the first: ${toStored(`${first.name} (${first.reason})`)}` : '';
  const stay = kept === 0 ? '' : `; ${kept} records that may be in them stay as they were`;
  return `${brokenCount} files or records could not be read${named}${stay}`;
}

/** Names come from archives: PostgreSQL stores neither NUL nor half of a surrogate pair. */
function toStored(text: string): string {
  return text
    .slice(0, 512)
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}
