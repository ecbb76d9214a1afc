import { type ImageFilter, SCAN_COUNTERS, type ScanCounter, type Tenant, type TimeRange } from '../model/index.ts';
import { shownSql } from './image-columns.ts';
import { COUNTER_FIELDS } from './scan-columns.ts';

/** Adds a value to the statement and returns its placeholder. */
export type Bind = (value: unknown) => string;

/** How texts match. The contract does not say exact or partial; exact is the decision (docs/adr/0008, 1), made here only. */
const TEXT_OPERATOR = '=';

/** PostgreSQL has `timestamptz` and JavaScript has `Date`; beyond the end of the latter no row can be. */
const LAST_MOMENT = 8_640_000_000_000_000n;

/** Fields that are filtered by one value, and by a range of times; the filter calls them as the list does. */
const TEXTS = [
  ...(['namespace', 'imageName', 'imageVersion', 'registryName', 'registryType', 'instanceId'] as const),
  ...(['instanceName', 'scanStatus'] as const),
];
const RANGES = ['updateTime', 'scanTime', 'syncTime'] as const;

const found = (counter: ScanCounter) => `${shownSql(counter)} > 0`;
const RISKS = COUNTER_FIELDS.filter((counter) => SCAN_COUNTERS[counter].risky);

const FLAGS = {
  hasVul: found('vulNum'),
  hasUnsafeSetting: found('unsafeNum'),
  hasMaliciousFile: found('maliciousNum'),
  risky: RISKS.map(found).join(' OR '),
} as const;

/**
 * A scan came to a result: the current one succeeded, or an earlier one did and its result still stands.
 * A failed scan says nothing about what is in the image, so neither `true` nor `false` may match it.
 */
const FINISHED = `i.scan_time IS NOT NULL AND (i.scan_status = 'succeeded' OR i.severity IS NOT NULL)`;

/** What follows FROM in a statement over the images that a list shows, as `i` with their registry `r`. */
export interface MatchingImages {
  readonly matching: string;
  /** `$1` is the project. */
  readonly values: unknown[];
  readonly bind: Bind;
}

/** The images of a project that are listed and match. */
export function matchingImages(tenant: Tenant, filter: ImageFilter): MatchingImages {
  const values: unknown[] = [tenant.projectPk];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const conditions = ['i.project_pk = $1', 'i.listed', 'NOT r.deleting', ...conditionsOf(filter, bind)].join(' AND ');
  return { matching: `image i JOIN registry r USING (project_pk, registry_pk) WHERE ${conditions}`, values, bind };
}

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
  return TEXTS.filter((field) => filter[field] !== undefined).map(
    (field) => `${shownSql(field)} ${TEXT_OPERATOR} ${bind(filter[field])}`,
  );
}

function rangeConditions(filter: ImageFilter, bind: Bind): string[] {
  return RANGES.flatMap((field) => rangeCondition(shownSql(field), filter[field] ?? {}, bind));
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
  const conditions = (Object.keys(FLAGS) as (keyof typeof FLAGS)[])
    .filter((flag) => filter[flag] !== undefined)
    .map((flag) => `(${FLAGS[flag]}) = ${bind(filter[flag])}`);
  if (filter.severity !== undefined) conditions.push(`i.severity = ${bind(filter.severity)}`);
  return conditions.length === 0 ? [] : [FINISHED, ...conditions];
}
