import {
  type Distribution,
  findDistribution,
  identify,
  type OsRelease,
  UNKNOWN_ECOSYSTEM,
} from '../../../ecosystems/index.ts';
import {
  type Fact,
  introducedBy,
  type LinkFact,
  type LiveFile,
  resolveLink,
  type SquashedFiles,
} from '../../../layers/index.ts';
import type { InstalledPackage, Problem } from '../../../model/index.ts';
import type { DatabaseFact, FoundPackage, OsFact } from './analyzers/facts.ts';
import { OS_RELEASE_PATHS } from './analyzers/os-release.ts';

export interface InstalledSoftware {
  readonly os: OsRelease | null;
  readonly packages: InstalledPackage[];
  /** What is missing or cannot be named, beside files that could not be read. */
  readonly problems: Problem[];
}

/** The packages of an image, named as its distribution and their languages name them. */
export function readPackages({ live }: Pick<SquashedFiles, 'live'>): InstalledSoftware {
  const os = findOs(live);
  const distribution = findDistribution(os);
  const packages = [...live.values()].flatMap((file) => installed(file, distribution));
  return { os, packages, problems: missing(live, distribution, packages) };
}

function installed(file: LiveFile, distribution: Distribution): InstalledPackage[] {
  return factsOf<FoundPackage>(file, 'package').map((found) => {
    const { kind: _, key: __, ...fact } = found;
    return { ...fact, ...identify(fact, distribution), layerDigest: introducedBy(file, found) };
  });
}

/** `etc/os-release` usually is a link to the other one. */
function findOs(live: ReadonlyMap<string, LiveFile>): OsRelease | null {
  for (const path of OS_RELEASE_PATHS) {
    const file = live.get(path);
    const [link] = factsOf<LinkFact>(file, 'link');
    const target = link && live.get(resolveLink(path, link.target));
    const found = factsOf<OsFact>(file, 'os')[0] ?? factsOf<OsFact>(target, 'os')[0];
    if (found) return found.os;
  }
  return null;
}

/** An image of which too little is known must not look safe. */
function missing(
  live: ReadonlyMap<string, LiveFile>,
  distribution: Distribution,
  packages: readonly InstalledPackage[],
): Problem[] {
  const problems: Problem[] = [];
  const nameless = packages.filter((each) => each.ecosystem === UNKNOWN_ECOSYSTEM).length;
  if (nameless > 0) {
    problems.push({
      path: '',
      reason: `${nameless} packages belong to no ecosystem with advisories: ${distribution.why}`,
    });
  }
  // Arch, Gentoo, NixOS: packages of an application without findings say nothing about a system that could not be read.
  if (distribution.id !== '' && distribution.type === null && nameless === 0) {
    problems.push({ path: '', reason: `${distribution.why}, so its packages were not read` });
  }
  if (distribution.type !== null && !packages.some(({ type }) => type === distribution.type)) {
    const what = stateOfDatabase(live, distribution.type);
    if (what)
      problems.push({ path: '', reason: `the image is ${distribution.name}, but its package database ${what}` });
  }
  return problems;
}

/** Of a database without packages; null when a problem of its own tells more. */
function stateOfDatabase(live: ReadonlyMap<string, LiveFile>, type: Distribution['type']): string | null {
  const isDatabase = (file: LiveFile) =>
    factsOf<DatabaseFact>(file, 'package-database').some((fact) => fact.type === type);
  const databases = [...live.values()].filter(isDatabase);
  if (databases.length === 0) return 'is missing';
  return databases.every(({ problems }) => problems.length === 0) ? 'is empty' : null;
}

function factsOf<F extends Fact>(file: LiveFile | undefined, kind: F['kind']): F[] {
  return (file?.facts ?? []).filter((fact): fact is F => fact.kind === kind);
}
