import fc from 'fast-check';
import {
  type ImageFilter,
  type ImagePage,
  REGISTRY_TYPE_NAMES,
  SCAN_STATUSES,
  SEVERITIES,
} from '../../src/model/index.ts';
import { BASE_TIME, type SeededImage } from './random-images.ts';

/** Few conditions or many: with all of them at random nearly nothing is found. */
export function anyFilter(images: readonly SeededImage[]): fc.Arbitrary<ImageFilter> {
  return fc.nat(images.length - 1).chain((index) =>
    fc
      .tuple(filterLike(images[index] as SeededImage), fc.nat(19), fc.infiniteStream(fc.nat(19)))
      .map(([filter, few, keep]) => {
        const keys = new Set([...keep.take(few)]);
        const kept = Object.entries(filter).filter(([name], at) => name === 'enterprise' || keys.has(at));
        return Object.fromEntries(kept) as unknown as ImageFilter;
      }),
  );
}

export const anyPage = fc.record({
  sort: fc.constantFrom<ImagePage['sort'][]>(null, 'scan_time_asc', 'scan_time_desc'),
  offset: fc.oneof({ weight: 4, arbitrary: fc.nat(20) }, fc.nat(2_000_000)),
  limit: fc.integer({ min: 1, max: 200 }),
});

/** Every condition, taken from one row or at random, so that full combinations find something too. */
function filterLike(image: SeededImage): fc.Arbitrary<ImageFilter> {
  const text = (own: string, ...others: string[]) => fc.constantFrom(own, own, own, ...others);
  const range = (own: number | null) => {
    const time = own ?? BASE_TIME;
    const from = fc.constantFrom(0n, BigInt(time - 1), BigInt(time), BigInt(time + 1));
    const to = fc.constantFrom(2n ** 63n - 1n, BigInt(time + 1), BigInt(time), BigInt(time - 1));
    return fc.record({ from, to }, { requiredKeys: [] });
  };
  const flag = (own: boolean) => fc.constantFrom(own, own, own, !own);
  const { vulNum, unsafeNum, maliciousNum } = image;
  return fc.record({
    enterprise: fc.constantFrom<ImageFilter['enterprise'][]>('all', [0, 1, 2], [image.epsPk], [0], []),
    namespace: text(image.namespace, 'TEAM'),
    imageName: text(image.imageName, 'w%', '_eb'),
    imageVersion: text(image.imageVersion, '1'),
    registryName: text(image.registryName, 'registry'),
    registryType: fc.constantFrom(image.registryType, image.registryType, ...REGISTRY_TYPE_NAMES),
    instanceId: text(image.instanceId, 'instance-3'),
    instanceName: text(image.instanceName, 'instance'),
    latestVersion: fc.constant<true>(true),
    imageSize: fc.constantFrom(BigInt(image.imageSize), BigInt(image.imageSize), 2n ** 63n - 1n),
    scanStatus: fc.constantFrom(image.scanStatus, image.scanStatus, ...SCAN_STATUSES),
    updateTime: range(image.updateTime),
    scanTime: range(image.scanTime),
    syncTime: range(image.syncTime),
    hasMaliciousFile: flag(maliciousNum > 0),
    hasUnsafeSetting: flag(unsafeNum > 0),
    hasVul: flag(vulNum > 0),
    risky: flag(vulNum + unsafeNum + maliciousNum > 0),
    severity: fc.constantFrom(image.severity ?? 'none', ...SEVERITIES),
    isMultiarch: flag(image.isMultiarch),
  });
}

/** A filter with every condition, each of which the image meets. */
export function allConditionsOf(image: SeededImage): ImageFilter {
  const around = (time: number | null) => ({ from: BigInt((time ?? 0) - 500), to: BigInt((time ?? 0) + 500) });
  const { namespace, imageName, imageVersion, registryName, registryType, instanceId, instanceName } = image;
  const { scanStatus, isMultiarch, vulNum, unsafeNum, maliciousNum } = image;
  return {
    ...{ enterprise: [image.epsPk], namespace, imageName, imageVersion, registryName, registryType, instanceId },
    ...{ instanceName, scanStatus, isMultiarch, latestVersion: true, imageSize: BigInt(image.imageSize) },
    ...{ updateTime: around(image.updateTime), scanTime: around(image.scanTime), syncTime: around(image.syncTime) },
    ...{ hasVul: vulNum > 0, hasUnsafeSetting: unsafeNum > 0, hasMaliciousFile: maliciousNum > 0 },
    ...{ risky: vulNum + unsafeNum + maliciousNum > 0, severity: image.severity ?? 'none' },
  };
}
