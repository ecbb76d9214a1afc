import type { Severity } from '../../model/index.ts';

export type AdvisorySeverity = Exclude<Severity, 'none'>;

/** One OSV event: exactly one of the four. */
export interface RangeEvent {
  readonly introduced?: string;
  readonly fixed?: string;
  readonly last_affected?: string;
  readonly limit?: string;
}

export interface AffectedRange {
  readonly type: 'SEMVER' | 'ECOSYSTEM';
  readonly events: readonly RangeEvent[];
}

export interface AffectedPackage {
  readonly ecosystem: string;
  /** As packages are named in the inventory: PyPI names normalised. */
  readonly name: string;
  readonly ranges: readonly AffectedRange[];
  readonly versions: readonly string[];
}

/** An advisory as it is stored, before it has a key. Times are ISO 8601. */
export interface Advisory {
  readonly advisoryId: string;
  /** Its one CVE, else `advisoryId`: what people look for. */
  readonly vulId: string;
  readonly cves: readonly string[];
  readonly summary: string;
  readonly details: string;
  readonly cvssScore: number | null;
  readonly cvssVector: string | null;
  readonly severity: AdvisorySeverity | null;
  readonly url: string;
  readonly published: string | null;
  readonly modified: string;
  readonly affected: readonly AffectedPackage[];
}
