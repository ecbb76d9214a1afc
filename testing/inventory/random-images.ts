import type { Image } from '../../src/inventory/index.ts';
import {
  countEach,
  type ImageChild,
  REGISTRY_TYPE_NAMES,
  type RegistryType,
  SCAN_STATUSES,
  type ScanSummary,
  SEVERITIES,
} from '../../src/model/index.ts';
import { emptyImage } from './empty-image.ts';
import { openRandom, type Random } from './random.ts';

/** A registry row as the image list needs it. */
export interface SeededRegistry {
  readonly registryPk: number;
  readonly registryId: string;
  readonly registryName: string;
  readonly registryType: RegistryType;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly instanceUrl: string;
  readonly syncedAt: number | null;
  readonly deleting: boolean;
}

/** An image as the list must return it, with what decides whether it is seen at all. */
export interface SeededImage extends Image {
  readonly epsPk: number;
  readonly listed: boolean;
  readonly registry: SeededRegistry;
  /** As stored; `syncTime` is the later of this and the registry's. */
  readonly ownSyncTime: number;
}

/** The times of all rows lie in this minute, so that ranges and exact bounds hit. */
export const BASE_TIME = Date.UTC(2026, 10, 24, 9);
const time = (random: Random) => BASE_TIME + random.between(0, 60_000);

/** Images of every kind over few distinct values, so that any combination of filters finds some. */
export function randomImages(options: { count: number; seed: number; projectPk: number }): SeededImage[] {
  const random = openRandom(options.seed);
  const registries = Array.from({ length: 9 }, (_, index) => randomRegistry(random, options.projectPk, index + 1));
  return Array.from({ length: options.count }, (_, index) =>
    randomImage(random, options.projectPk * 2 ** 32 + 1 + index * 4, random.pick(registries)),
  );
}

function randomRegistry(random: Random, projectPk: number, registryPk: number): SeededRegistry {
  const registryType = REGISTRY_TYPE_NAMES[(registryPk - 1) % REGISTRY_TYPE_NAMES.length] ?? 'oci';
  const enterprise = registryType === 'swr-enterprise';
  return {
    registryPk,
    registryId: `00000000-0000-4000-8000-${String(projectPk * 1000 + registryPk).padStart(12, '0')}`,
    registryName: `Registry ${registryPk}`,
    registryType,
    instanceId: enterprise ? `instance-${registryPk}` : '',
    instanceName: enterprise ? 'Shared instance name' : '',
    instanceUrl: enterprise ? 'https://instance.example' : '',
    syncedAt: random.chance(0.3) ? null : time(random),
    deleting: registryPk === 9,
  };
}

function randomImage(random: Random, id: number, registry: SeededRegistry): SeededImage {
  const isMultiarch = random.chance(0.2);
  const ownSyncTime = time(random);
  const { registryId, registryName, registryType, instanceId, instanceName, instanceUrl } = registry;
  return {
    ...emptyImage(),
    ...{ id, registry, registryId, registryName, registryType, instanceId, instanceName, instanceUrl },
    namespace: random.pick(['team', 'Team', 'tea', '']),
    imageName: random.pick(['web', 'Web', 'api', 'we%', 'w_b']),
    imageVersion: random.pick(['1.0', '1.1', 'latest', 'LATEST']),
    imageDigest: `sha256:${randomHex(random)}`,
    imageSize: random.pick([0, 1, 2_147_483_547, 2_147_483_648, 9_007_199_254_740_991]),
    updateTime: time(random),
    syncTime: Math.max(ownSyncTime, registry.syncedAt ?? 0),
    ownSyncTime,
    latestVersion: random.chance(0.5),
    isMultiarch,
    scannable: random.chance(0.9),
    sharedStatus: registryType === 'swr-shared' ? random.pick(['effective', 'expired'] as const) : null,
    domainName: registryType === 'swr-shared' ? 'owner' : null,
    epsPk: random.pick([0, 0, 0, 1, 2]),
    listed: random.chance(0.9),
    ...randomScan(random),
    children: isMultiarch ? [1, 2].map((ord) => randomChild(random, id + ord)) : [],
  };
}

/** States as a scan leaves them: nothing is known of an image before the first result. */
function randomScan(random: Random): ScanSummary {
  const scanStatus = random.pick(SCAN_STATUSES);
  const known = scanStatus === 'succeeded' || (['queued', 'scanning'].includes(scanStatus) && random.chance(0.5));
  const failed = ['failed', 'download_failed', 'oversized'].includes(scanStatus);
  const counts = known ? [0, 0, 1, 7] : [0];
  return {
    scanStatus,
    scanFailedCode: failed ? 'download_failed' : null,
    scanTime: known || failed ? time(random) : null,
    severity: known ? random.pick([...SEVERITIES, ...(scanStatus === 'succeeded' ? [null] : [])]) : null,
    ...countEach(() => random.pick(counts)),
  };
}

function randomChild(random: Random, id: number): ImageChild {
  const architecture = random.pick(['amd64', 'arm64']);
  const platform = random.chance(0.9) ? { os: 'linux', architecture } : null;
  return { id, imageDigest: `sha256:${randomHex(random)}`, platform, imageSize: 5, ...randomScan(random) };
}

function randomHex(random: Random): string {
  return Array.from({ length: 8 }, () => random.between(0, 0xffffffff).toString(16).padStart(8, '0')).join('');
}
