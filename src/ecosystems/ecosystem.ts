import type { VersionScheme } from './versions/scheme.ts';

/** `os-release(5)`, the fields in use; absent ones are empty. */
export interface OsRelease {
  /** Lower case, for example `debian`. */
  readonly id: string;
  /** For example `12`, `22.04`, `3.20.3`; empty for rolling releases. */
  readonly versionId: string;
  /** For people, but the only place where some distributions name their service pack: `22.03 (LTS-SP3)`. */
  readonly version: string;
  readonly prettyName: string;
}

/** What belongs together in one file of this folder: the ecosystems of one vendor or language. Listed in `families.ts`. */
export interface EcosystemFamily {
  readonly ecosystems: readonly Ecosystem[];
  /** The operating systems whose packages belong to these ecosystems. Absent for languages. */
  readonly distributions?: readonly KnownDistribution[];
}

/** An ecosystem of the OSV schema (https://ossf.github.io/osv-schema/#defined-ecosystems), and how its advisories name packages. */
export interface Ecosystem {
  /** As OSV writes it, without a release: `Debian`, `npm`. */
  readonly name: string;
  readonly scheme: VersionScheme;
  /** Present when packages of a language belong here, whatever distribution they are installed on. */
  readonly language?: Language;
  /** Whether advisories name source packages or the binary packages built from them. Default `source`. */
  readonly advisoriesName?: 'source' | 'binary';
  /** The one spelling of a package's name, where several are allowed. Absent: names are compared as they are written. */
  normalizeName?(name: string): string;
  /** The ecosystem with its release, as images know it. Absent: advisories write it as `KnownDistribution.ecosystem` does. */
  normalizeRelease?(ecosystem: string): string;
  /** Whether advisories that fix several CVEs list them under `related` (errata of RPM distributions). */
  readonly errataListCves?: boolean;
  /** Whether summaries begin with the severity: `Important: openssl security update`. */
  readonly severityInSummary?: boolean;
}

export interface Language {
  /** purl type, which is also the `type` that analyzers give to packages. */
  readonly purlType: string;
  /** Namespace and name of a purl. Absent: the name has no namespace. */
  splitName?(name: string): readonly [namespace: string, name: string];
}

/** One operating system. */
export interface KnownDistribution {
  /** The ID of os-release. */
  readonly id: string;
  /** purl type of its packages, which is also the `type` that analyzers give them: `deb`, `apk`, `rpm`. */
  readonly packages: string;
  /** The OSV ecosystem of this release, for example `Debian:12`. Null: no advisories exist for it. */
  ecosystem(os: OsRelease): string | null;
}

/** `Debian` and `12` → `Debian:12`; null without a release, because advisories of no particular release do not exist. */
export function withRelease(ecosystem: string, release: string | null | undefined): string | null {
  return release ? `${ecosystem}:${release}` : null;
}

/** `9.4` → `9`. Null for rolling releases, which have no VERSION_ID. */
export function majorOf({ versionId }: OsRelease): string | null {
  return /^\d+/.exec(versionId)?.[0] ?? null;
}
