import { type Query, registryTypeOfImageType, scanStatusOf, severityOf } from '../../contract/index.ts';
import { AppError, type EnterpriseScope, type ImageFilter, type ImagePage, type TimeRange } from '../../model/index.ts';

type ImageQuery = Query<'listRegistryImages'>;

/**
 * What the parameters of the image list ask for.
 * @param now milliseconds since 1970: where a range with a start and no end ends
 * @throws AppError `invalid_parameter` when a range ends before it starts
 */
export function toImageFilter(query: ImageQuery, enterprise: EnterpriseScope, now: number): ImageFilter {
  return whereGiven<ImageFilter>({
    enterprise,
    namespace: query.namespace,
    imageName: query.image_name,
    imageVersion: query.image_version,
    registryName: query.registry_name,
    registryType: query.image_type && registryTypeOfImageType[query.image_type],
    instanceId: query.instance_id,
    instanceName: query.instance_name,
    latestVersion: query.latest_version || undefined,
    imageSize: query.image_size,
    scanStatus: query.scan_status && scanStatusOf[query.scan_status],
    updateTime: toTimeRange(query, 'latest_update_time', now),
    scanTime: toTimeRange(query, 'latest_scan_time', now),
    syncTime: toTimeRange(query, 'latest_sync_time', now),
    hasMaliciousFile: query.has_malicious_file,
    hasUnsafeSetting: query.has_unsafe_setting,
    hasVul: query.has_vul,
    risky: query.risky,
    severity: query.severity_level && severityOf[query.severity_level],
    isMultiarch: query.is_multarch,
  });
}

/** The direction alone orders nothing: only the key does. */
export function toImagePage({ sort_key, sort_dir, offset, limit }: ImageQuery): ImagePage {
  return { sort: sort_key ? `scan_time_${sort_dir}` : null, offset, limit };
}

/** A pair of parameters `start_…` and `end_…`; undefined when neither was given. */
export function toTimeRange<Name extends string>(
  query: { readonly [Bound in `start_${Name}` | `end_${Name}`]?: bigint },
  name: Name,
  now: number,
): TimeRange | undefined {
  const start = query[`start_${name}`];
  const end = query[`end_${name}`];
  if (start === undefined && end === undefined) return undefined;
  if (start !== undefined && end !== undefined && start > end) throw reversed(name, start, end);
  return { from: start ?? 0n, to: end ?? BigInt(now) };
}

function reversed(name: string, start: bigint, end: bigint): AppError {
  const message = `start_${name} ${start} is after end_${name} ${end}; allowed: a start that is not after the end`;
  return new AppError('invalid_parameter', message, { subject: `start_${name}` });
}

/** The fields that have a value: a filter without the others means no condition. */
export function whereGiven<Fields extends object>(
  fields: { [Name in keyof Fields]: Fields[Name] | undefined },
): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
