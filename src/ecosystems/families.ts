import { almalinux } from './almalinux.ts';
import { alpine } from './alpine.ts';
import { azure } from './azure.ts';
import { debian } from './debian.ts';
import type { Ecosystem, EcosystemFamily, KnownDistribution } from './ecosystem.ts';
import { go } from './go.ts';
import { mageia } from './mageia.ts';
import { npm } from './npm.ts';
import { openeuler } from './openeuler.ts';
import { photon } from './photon.ts';
import { pypi } from './pypi.ts';
import { redhat } from './redhat.ts';
import { rocky } from './rocky.ts';
import { suse } from './suse.ts';
import { ubuntu } from './ubuntu.ts';
import { uncovered } from './uncovered.ts';
import { wolfi } from './wolfi.ts';

/** Every ecosystem and every distribution that is known. */
export const FAMILIES: readonly EcosystemFamily[] = [
  debian,
  ubuntu,
  alpine,
  wolfi,
  almalinux,
  rocky,
  redhat,
  suse,
  photon,
  mageia,
  openeuler,
  azure,
  uncovered,
  npm,
  pypi,
  go,
];

const ECOSYSTEMS = FAMILIES.flatMap((family) => family.ecosystems);
const BY_NAME = new Map(ECOSYSTEMS.map((each) => [each.name, each]));
const BY_LANGUAGE = new Map(ECOSYSTEMS.flatMap((each) => (each.language ? [[each.language.purlType, each]] : [])));
const DISTRIBUTIONS = new Map(
  FAMILIES.flatMap((family) => family.distributions ?? []).map((each) => [each.id, each] as const),
);

/** By an OSV ecosystem such as `Debian:12`; what follows the colon names a release and does not matter. */
export function findEcosystem(ecosystem: string): Ecosystem | undefined {
  return BY_NAME.get(ecosystem.split(':', 1)[0] ?? '');
}

/** The ecosystem of a language by the purl type of its packages; none for the types that distributions use. */
export function findLanguageEcosystem(purlType: string): Ecosystem | undefined {
  return BY_LANGUAGE.get(purlType);
}

/** By the ID of os-release. */
export function findKnownDistribution(id: string): KnownDistribution | undefined {
  return DISTRIBUTIONS.get(id);
}
