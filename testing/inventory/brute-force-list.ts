import type { FacetField, Image } from '../../src/inventory/index.ts';
import {
  type Facet,
  type ImageFilter,
  type ImagePage,
  type ImageRows,
  MAX_FACET_VALUES,
  type TimeRange,
} from '../../src/model/index.ts';
import type { SeededImage } from './random-images.ts';

/** The images that a list shows, as the decisions of the contract define it, written without SQL. */
export function matchingImages(images: readonly SeededImage[], filter: ImageFilter): SeededImage[] {
  return images.filter((image) => matches(image, filter)).sort((a, b) => a.id - b.id);
}

export function bruteForcePage(
  images: readonly SeededImage[],
  filter: ImageFilter,
  { sort, offset, limit }: ImagePage,
): ImageRows<Image> {
  const rows = matchingImages(images, filter);
  const direction = sort === 'scan_time_desc' ? -1 : 1;
  if (sort) rows.sort((a, b) => direction * ((a.scanTime ?? 0) - (b.scanTime ?? 0)) || a.id - b.id);
  return { total: rows.length, rows: rows.slice(offset, offset + limit).map(asListed) };
}

export function bruteForceFacet(images: readonly SeededImage[], filter: ImageFilter, field: FacetField): Facet {
  const counts = new Map<string | boolean | null, number>();
  const rows = matchingImages(images, filter);
  for (const image of rows) counts.set(image[field], (counts.get(image[field]) ?? 0) + 1);
  const values = [...counts].map(([value, count]) => ({ value, images: count }));
  values.sort((a, b) => b.images - a.images || compareValues(a.value, b.value));
  const named = values.slice(0, MAX_FACET_VALUES);
  return { values: named, others: rows.length - named.reduce((sum, each) => sum + each.images, 0) };
}

function compareValues(a: string | boolean | null, b: string | boolean | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

/** A seeded image without what only decides whether it is seen. */
function asListed({ epsPk: _, listed: __, registry: ___, ownSyncTime: ____, ...image }: SeededImage): Image {
  return image;
}

const TEXTS = [
  ...(['namespace', 'imageName', 'imageVersion', 'registryName', 'registryType', 'instanceId'] as const),
  ...(['instanceName', 'scanStatus', 'isMultiarch', 'latestVersion'] as const),
];

function matches(image: SeededImage, filter: ImageFilter): boolean {
  return (
    image.listed &&
    !image.registry.deleting &&
    (filter.enterprise === 'all' || filter.enterprise.includes(image.epsPk)) &&
    TEXTS.every((name) => filter[name] === undefined || filter[name] === image[name]) &&
    (filter.imageSize === undefined || filter.imageSize === BigInt(image.imageSize)) &&
    within(image.updateTime, filter.updateTime) &&
    within(image.scanTime, filter.scanTime) &&
    within(image.syncTime, filter.syncTime) &&
    findingsMatch(image, filter)
  );
}

function within(time: number | null, range: TimeRange = {}): boolean {
  if (range.from === undefined && range.to === undefined) return true;
  return time !== null && BigInt(time) >= (range.from ?? 0n) && BigInt(time) <= (range.to ?? 2n ** 63n);
}

function findingsMatch(image: SeededImage, filter: ImageFilter): boolean {
  const asked = [filter.hasVul, filter.hasUnsafeSetting, filter.hasMaliciousFile, filter.risky, filter.severity];
  if (asked.every((each) => each === undefined)) return true;
  const [vul, unsafe, malicious] = [image.vulNum > 0, image.unsafeNum > 0, image.maliciousNum > 0];
  const finished = image.scanTime !== null && (image.scanStatus === 'succeeded' || image.severity !== null);
  const same = (wanted: boolean | undefined, is: boolean) => wanted === undefined || wanted === is;
  const flags =
    same(filter.hasVul, vul) && same(filter.hasUnsafeSetting, unsafe) && same(filter.hasMaliciousFile, malicious);
  const severity = filter.severity === undefined || filter.severity === image.severity;
  return finished && flags && same(filter.risky, vul || unsafe || malicious) && severity;
}
