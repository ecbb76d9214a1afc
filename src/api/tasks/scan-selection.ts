import { type Body, registryTypeOfImageType, scanStatusOf } from '../../contract/index.ts';
import { type NamedImage, readImageId, type ScanSelection } from '../../inventory/index.ts';
import { AppError, type EnterpriseScope, type ImageFilter } from '../../model/index.ts';
import { toTimeRange, whereGiven } from '../images/image-filter.ts';

type ScanOrderBody = NonNullable<Body<'createManualImageScanTask'>>;
type QueryInfo = NonNullable<ScanOrderBody['query_info']>;
type ImageInfo = NonNullable<ScanOrderBody['image_info']>[number];

/** Conditions that only images on hosts can meet. Passing them over would scan more than was asked for. */
const LOCAL_FIELDS = [
  'local_image_type',
  'host_id',
  'host_name',
  'public_ip',
  'private_ip',
  'cluster_id',
  'container_id',
  'container_name',
  'pod_id',
  'pod_name',
  'app_name',
] as const;

/**
 * What a scan order names: with `is_all` every image, as far as `query_info` does not narrow it; else the images of
 * `image_info`; else those of `query_info`. Empty texts in `query_info` are no conditions.
 * @param now milliseconds since 1970: where a range with a start and no end ends
 * @throws AppError `invalid_parameter` naming the field
 */
export function toScanSelection(body: ScanOrderBody, enterprise: EnterpriseScope, now: number): ScanSelection {
  const { is_all: isAll, image_info: images = [], query_info: query } = body;
  if (!isAll && images.length > 0) return { kind: 'images', images: images.map(toNamedImage) };
  if (query !== undefined) return { kind: 'filter', filter: toQueryFilter(query, enterprise, now) };
  if (isAll) return { kind: 'all' };
  throw refused(
    'image_info',
    'the order names no image; allowed: is_all true, a query_info, or one or more image_info',
  );
}

function toQueryFilter(query: QueryInfo, enterprise: EnterpriseScope, now: number): ImageFilter {
  const local = LOCAL_FIELDS.find((field) => query[field]);
  if (local) throw refused(`query_info.${local}`, `query_info.${local} is a condition for local images; allowed: none`);
  return whereGiven<ImageFilter>({
    enterprise,
    namespace: query.namespace || undefined,
    imageName: query.image_name || undefined,
    imageVersion: query.image_version || undefined,
    registryType: query.image_type && registryTypeOfImageType[query.image_type],
    scanStatus: query.scan_status && scanStatusOf[query.scan_status],
    imageSize: query.image_size,
    hasVul: query.has_vul,
    updateTime: toTimeRange(query, 'latest_update_time', now),
    scanTime: toTimeRange(query, 'latest_scan_time', now),
  });
}

function toNamedImage(image: ImageInfo, index: number): NamedImage {
  const id = image.id === undefined ? undefined : toImageId(image.id, index);
  const digest = toDigest(image, index);
  if (id === undefined && digest === undefined && !(image.image_name && image.image_version)) {
    throw refused(
      'image_info',
      `image_info[${index}] names no image; allowed: id, image_digest, or image_name and image_version`,
    );
  }
  return whereGiven<NamedImage>({
    id,
    digest,
    registryId: image.registry_id || undefined,
    namespace: image.namespace,
    imageName: image.image_name || undefined,
    imageVersion: image.image_version || undefined,
  });
}

/** Ids above 2^53 - 1 were never given out. */
function toImageId(id: bigint, index: number): number {
  if (id <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(id);
  throw new AppError('not_found', `image_info[${index}] names an image that does not exist`, { subject: 'image_info' });
}

function toDigest({ image_digest, image_id }: ImageInfo, index: number): string | undefined {
  const text = image_digest || image_id;
  if (!text) return undefined;
  const { digest } = readImageId(text);
  if (digest !== null) return digest;
  throw refused(
    'image_info',
    `image_info[${index}] has no readable digest; allowed: 64 hexadecimal digits, with or without sha256:`,
  );
}

function refused(subject: string, message: string): AppError {
  return new AppError('invalid_parameter', message, { subject });
}
