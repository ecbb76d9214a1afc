import type { InstalledPackage, PackageFact, Problem } from '../model/index.ts';
import type { AnalyzerFacts, OsRelease } from './analyzer.ts';
import { OS_RELEASE_PATHS } from './analyzers/os-release.ts';
import { type Distribution, findDistribution } from './distribution.ts';
import { identify } from './ecosystem.ts';
import { type FileFacts, type LayerView, viewLayer } from './layer-view.ts';
import { resolveLink } from './tar/path.ts';

/** A file that the image shows, with the layer that first had each of its packages. */
interface LiveFile extends FileFacts {
  readonly introducedBy: ReadonlyMap<string, string>;
}

export interface SquashedImage {
  readonly os: OsRelease | null;
  readonly packages: InstalledPackage[];
  /** What could not be read or named; an image with any is not known completely. */
  readonly problems: Problem[];
}

/**
 * What an image holds, from the facts of its layers (base first), as if they were extracted on top of each other.
 * A package database is one file: the topmost wins whole, and a package was introduced by the first layer from which
 * on every version of the file names it.
 */
export function squash(
  layers: readonly { readonly digest: string; readonly readings: readonly AnalyzerFacts[] }[],
): SquashedImage {
  const live = new Map<string, LiveFile>();
  const links = new Map<string, string>();
  const problems: Problem[] = [];
  for (const layer of layers) {
    const view = viewLayer(layer, links);
    applyFiles(live, view);
    applyLinks(links, view);
    problems.push(...view.problems);
  }
  const os = findOs(live);
  const distribution = findDistribution(os);
  const packages = [...live.values()].flatMap((file) => installed(file, distribution));
  for (const file of live.values()) problems.push(...file.problems);
  problems.push(...missing(live, distribution, packages));
  return { os, packages, problems };
}

function applyLinks(links: Map<string, string>, view: LayerView): void {
  for (const path of links.keys()) if (view.hides(path)) links.delete(path);
  for (const [path, target] of view.symlinks) links.set(path, target);
}

function applyFiles(live: Map<string, LiveFile>, view: LayerView): void {
  const before = new Map([...view.files.keys()].map((path) => [path, live.get(path)]));
  for (const path of live.keys()) if (view.hides(path)) live.delete(path);
  for (const [path, file] of view.files) {
    const earlier = before.get(path)?.introducedBy;
    const keys = packagesOf(file).map(keyOf);
    live.set(path, { ...file, introducedBy: new Map(keys.map((key) => [key, earlier?.get(key) ?? view.digest])) });
  }
}

function packagesOf({ facts }: FileFacts): PackageFact[] {
  return facts.flatMap((fact) => (fact.kind === 'package' ? [fact.package] : []));
}

function keyOf({ name, version, arch }: PackageFact): string {
  return JSON.stringify([name, version, arch]);
}

function installed(file: LiveFile, distribution: Distribution): InstalledPackage[] {
  return packagesOf(file).map((fact) => {
    const layerDigest = file.introducedBy.get(keyOf(fact)) ?? '';
    return { ...fact, ...identify(fact, distribution), layerDigest };
  });
}

/** `etc/os-release` usually is a link to the other one. */
function findOs(live: ReadonlyMap<string, LiveFile>): OsRelease | null {
  for (const path of OS_RELEASE_PATHS) {
    const fact = live.get(path)?.facts.find((each) => each.kind === 'os' || each.kind === 'link');
    const target = fact?.kind === 'link' ? live.get(resolveLink(path, fact.target)) : undefined;
    const found = fact?.kind === 'os' ? fact : target?.facts.find((each) => each.kind === 'os');
    if (found?.kind === 'os') return found.os;
  }
  return null;
}

/** Knowing too little must never look like being safe. */
function missing(
  live: ReadonlyMap<string, LiveFile>,
  distribution: Distribution,
  packages: readonly InstalledPackage[],
): Problem[] {
  const problems: Problem[] = [];
  const nameless = packages.filter((each) => each.ecosystem === 'unknown').length;
  if (nameless > 0) {
    problems.push({
      path: '',
      reason: `${nameless} packages belong to no ecosystem with advisories: ${distribution.why}`,
    });
  }
  // Arch, Gentoo, NixOS: clean packages of an application must not speak for a system of which nothing could be read.
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
  const isDatabase = ({ facts }: LiveFile) =>
    facts.some((fact) => fact.kind === 'package-database' && fact.type === type);
  const databases = [...live.values()].filter(isDatabase);
  if (databases.length === 0) return 'is missing';
  return databases.every(({ problems }) => problems.length === 0) ? 'is empty' : null;
}
