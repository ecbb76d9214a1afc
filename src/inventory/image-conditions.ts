import type { ImageFilter, TimeRange } from '../model/index.ts';

/** Adds a value to the statement and returns its placeholder. */
export type Bind = (value: unknown) => string;

/** How texts match. The contract does not say exact or partial; exact is the decision (docs/adr/0008, 1), made here only. */
const TEXT_OPERATOR = '=';

/** PostgreSQL has `timestamptz` and JavaScript has `Date`; beyond the end of the latter no row can be. */
const LAST_MOMENT = 8_640_000_000_000_000n;

const TEXTS = {
  namespace: 'i.namespace',
  imageName: 'i.image_name',
  imageVersion: 'i.image_version',
  registryName: 'r.registry_name',
  registryType: 'r.registry_type',
  instanceId: 'r.instance_id',
  instanceName: 'r.instance_name',
  scanStatus: 'i.scan_status',
} as const;

/** An unchanged image is not rewritten by a sync, so its time is that of the registry when that is later. */
export const SYNC_TIME = 'greatest(i.sync_time, r.synced_at)';

const RANGES = { updateTime: 'i.update_time', scanTime: 'i.scan_time', syncTime: SYNC_TIME } as const;

const FLAGS = {
  hasVul: 'i.vul_num > 0',
  hasUnsafeSetting: 'i.unsafe_num > 0',
  hasMaliciousFile: 'i.malicious_num > 0',
  risky: 'i.vul_num > 0 OR i.unsafe_num > 0 OR i.malicious_num > 0',
} as const;

/**
 * A scan came to a result: the current one succeeded, or an earlier one did and its result still stands.
 * A failed scan says nothing about what is in the image, so neither `true` nor `false` may match it.
 */
const FINISHED = `i.scan_time IS NOT NULL AND (i.scan_status = 'succeeded' OR i.severity IS NOT NULL)`;

/**
 * The conditions of a list over `image i` and its `registry r`, without those that always hold.
 * @param bind called once per value, in the order of the placeholders
 */
export function conditionsOf(filter: ImageFilter, bind: Bind): string[] {
  return [
    ...enterpriseCondition(filter, bind),
    ...textConditions(filter, bind),
    ...rangeConditions(filter, bind),
    ...findingConditions(filter, bind),
    ...(filter.imageSize === undefined ? [] : [`i.image_size = ${bind(filter.imageSize)}::bigint`]),
    ...(filter.isMultiarch === undefined ? [] : [`i.is_multiarch = ${bind(filter.isMultiarch)}`]),
    ...(filter.latestVersion ? ['i.latest_version'] : []),
  ];
}

function enterpriseCondition({ enterprise }: ImageFilter, bind: Bind): string[] {
  return enterprise === 'all' ? [] : [`i.eps_pk = ANY (${bind(enterprise)}::int[])`];
}

function textConditions(filter: ImageFilter, bind: Bind): string[] {
  return keysOf(TEXTS)
    .filter((key) => filter[key] !== undefined)
    .map((key) => `${TEXTS[key]} ${TEXT_OPERATOR} ${bind(filter[key])}`);
}

function rangeConditions(filter: ImageFilter, bind: Bind): string[] {
  return keysOf(RANGES).flatMap((key) => rangeCondition(RANGES[key], filter[key] ?? {}, bind));
}

/** Inclusive; a comparison with NULL never holds, which is what a row without the time needs. */
function rangeCondition(time: string, { from, to }: TimeRange, bind: Bind): string[] {
  if (from !== undefined && from > LAST_MOMENT) return ['false'];
  const conditions: string[] = [];
  if (from !== undefined) conditions.push(`${time} >= ${bindTime(from, bind)}`);
  if (to !== undefined) conditions.push(`${time} <= ${bindTime(to < LAST_MOMENT ? to : LAST_MOMENT, bind)}`);
  return conditions;
}

function bindTime(ms: bigint, bind: Bind): string {
  return `${bind(new Date(Number(ms)).toISOString().replace(/^\+0?/, ''))}::timestamptz`;
}

function findingConditions(filter: ImageFilter, bind: Bind): string[] {
  const conditions = keysOf(FLAGS)
    .filter((key) => filter[key] !== undefined)
    .map((key) => `(${FLAGS[key]}) = ${bind(filter[key])}`);
  if (filter.severity !== undefined) conditions.push(`i.severity = ${bind(filter.severity)}`);
  return conditions.length === 0 ? [] : [FINISHED, ...conditions];
}

function keysOf<Table extends object>(table: Table): (keyof Table)[] {
  return Object.keys(table) as (keyof Table)[];
}
