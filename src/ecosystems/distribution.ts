import type { OsRelease } from './ecosystem.ts';
import { findKnownDistribution } from './families.ts';

/** What the operating system of an image means for its packages. */
export interface Distribution {
  /** The ID of os-release: the namespace of purls. */
  readonly id: string;
  readonly versionId: string;
  /** For people. */
  readonly name: string;
  /** The kind of package database it has (`deb`, `apk`, `rpm`); null when the image names no distribution known here. */
  readonly type: string | null;
  /** OSV ecosystem of its packages, null when there is none. */
  readonly ecosystem: string | null;
  /** Why the ecosystem is null, in words; empty when it is not. */
  readonly why: string;
}

const UNNAMED: Distribution = {
  id: '',
  versionId: '',
  name: 'unnamed',
  type: null,
  ecosystem: null,
  why: 'there is no os-release',
};

/** @returns a distribution also when the image names none, so that its packages are reported as not comparable */
export function findDistribution(os: OsRelease | null): Distribution {
  if (!os) return UNNAMED;
  const { id, versionId } = os;
  const known = findKnownDistribution(id);
  const ecosystem = known?.ecosystem(os) ?? null;
  const name = `${id} ${versionId}`.trim();
  const why = ecosystem === null ? `${name} is ${known ? 'covered by no advisories' : 'not known'}` : '';
  return { id, versionId, name, type: known?.packages ?? null, ecosystem, why };
}
