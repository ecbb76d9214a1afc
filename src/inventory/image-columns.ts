import { REGISTRY_TYPE_NAMES, type ScanSummary, type SharedStatus } from '../model/index.ts';
import {
  bigint,
  boolean,
  type ColumnType,
  columnName,
  integer,
  nullable,
  text,
  time,
  type ValueOf,
} from './column-types.ts';
import { SCAN_COLUMNS } from './scan-columns.ts';
import { LEAF_KINDS, SOME_CHILD_IS_SCANNABLE } from './scannable.ts';

/** A column of the table `image`. Its name is that of the field: `imageSize` is `image_size`. */
export interface ImageColumn<V = unknown> {
  readonly type: ColumnType<V>;
  /** The field of `SyncedImage` that it comes from: what a registry says of the tag. */
  readonly staged?: string;
  /** Makes that field of `SyncedImage` optional: the value where a registry says nothing. */
  readonly absent?: V;
  /**
   * SQL for what a sync writes, where that is not the staged field: over the staged tag `s`, its manifest `m`, the row `i` that
   * is stored (`m` and `i` may be missing), `$4` the enterprise project and `$5` the time of the write. With neither this nor
   * `staged`, syncs leave the column alone.
   */
  readonly synced?: string;
  /** What makes the row the same one in the next sync: written once. */
  readonly identity?: true;
  /** A sync writes the row when this differs. */
  readonly compared?: true;
  /** In `image_change`: an array of its own and of the same name, a bit of `flags`, or only with a new row. */
  readonly logged?: 'array' | 'created' | { readonly bit: number };
  /** What the list shows: the column itself, or SQL over the row `i` and its registry `r`. */
  readonly shown?: true | string;
}

/** The time that a registry does not state stays the one at which the tag was first seen with its digest. */
const KEEPS_TIME = 's."updateTime" IS NULL AND i.image_digest = s.digest';

/** An unchanged image is not rewritten by a sync, so its time is that of the registry when that is later. */
const LATER_SYNC = 'greatest(i.sync_time, r.synced_at)';

const OWN = {
  epsPk: { type: integer, synced: '$4::integer', compared: true, logged: 'created' },
  namespace: { type: text(), staged: 'namespace', identity: true, logged: 'created', shown: true },
  imageName: { type: text(), staged: 'imageName', identity: true, logged: 'created', shown: true },
  imageVersion: { type: text(), staged: 'tag', identity: true, logged: 'created', shown: true },
  imageDigest: { type: text(), staged: 'digest', compared: true, shown: true },
  imageSize: { type: bigint, synced: 'm.size', compared: true, logged: 'array', shown: true },
  updateTime: {
    type: time,
    staged: 'updateTime',
    synced: `CASE WHEN ${KEEPS_TIME} THEN i.update_time ELSE coalesce(s."updateTime", $5) END`,
    compared: true,
    logged: 'array',
    shown: true,
  },
  updateSource: {
    type: text('registry', 'config', 'first_seen'),
    staged: 'updateSource',
    synced: `CASE WHEN ${KEEPS_TIME} THEN i.update_source ELSE s."updateSource" END`,
    compared: true,
  },
  syncTime: { type: time, synced: '$5::timestamptz', logged: 'array', shown: LATER_SYNC },
  latestVersion: { type: boolean, logged: { bit: 0 }, shown: true },
  isMultiarch: {
    type: boolean,
    synced: `coalesce(m.kind = 'index', false)`,
    compared: true,
    logged: { bit: 1 },
    shown: true,
  },
  scannable: {
    type: boolean,
    staged: 'scannable',
    synced: `s.scannable AND (coalesce(m.kind IN ${LEAF_KINDS}, false) OR m.kind = 'index' AND ${SOME_CHILD_IS_SCANNABLE})`,
    compared: true,
    logged: { bit: 2 },
    shown: true,
  },
  /** False: charts, signatures and other artifacts, which the list does not show. */
  listed: { type: boolean, staged: 'listed', compared: true, logged: { bit: 3 } },
  sharedStatus: { type: nullable(text<SharedStatus>()), staged: 'sharedStatus', compared: true, shown: true },
  domainName: { type: nullable(text()), staged: 'domainName', compared: true, shown: true },
} as const satisfies Record<string, ImageColumn>;

const OF_SCANS = Object.entries(SCAN_COLUMNS).map(([field, { ofManifest, ...column }]): [string, ImageColumn] => [
  field,
  { ...column, synced: ofManifest, shown: true },
]);

type OwnField = keyof typeof OWN;
type ShownField = { [F in OwnField]: (typeof OWN)[F] extends { readonly shown: unknown } ? F : never }[OwnField];
type OptionalField = { [F in OwnField]: (typeof OWN)[F] extends { readonly absent: unknown } ? F : never }[OwnField];

/** What the list shows of the table `image` itself, by field. */
export type ShownColumns = { readonly [F in ShownField]: ValueOf<(typeof OWN)[F]> } & ScanSummary;

/** The fields of `SyncedImage` that a registry need not know. */
export type OptionalColumns = { readonly [F in OptionalField]?: ValueOf<(typeof OWN)[F]> };
export type StagedField = {
  [F in OwnField]: (typeof OWN)[F] extends { readonly staged: infer S } ? S : never;
}[OwnField];

/**
 * The columns of `image`, beside its keys `project_pk`, `id`, `registry_pk` and `natural_key`. They are written, compared,
 * logged and listed as their rows say; nothing else names them all (docs/extending/image-column.md).
 */
export const IMAGE_COLUMNS: readonly NamedColumn[] = [...Object.entries(OWN), ...OF_SCANS].map(([field, column]) => ({
  field,
  name: columnName(field),
  ...(column as ImageColumn & { readonly staged?: StagedField }),
}));

type NamedColumn = ImageColumn & { readonly field: string; readonly name: string; readonly staged?: StagedField };

/** What the list shows of the registry `r` of an image. */
const OF_REGISTRY = {
  registryId: text(),
  registryName: text(),
  registryType: text(...REGISTRY_TYPE_NAMES),
  instanceId: text(),
  instanceName: text(),
  instanceUrl: text(),
} as const;
export type ShownOfRegistry = {
  readonly [F in keyof typeof OF_REGISTRY]: ValueOf<{ type: (typeof OF_REGISTRY)[F] }>;
};

export type ShownFieldName = keyof (ShownOfRegistry & ShownColumns);

/** What the list shows of the row `i` and its registry `r`, as SQL. */
export const SHOWN_FIELDS = [
  ...Object.entries(OF_REGISTRY).map(([field, type]) => ({ field, type, sql: `r.${columnName(field)}` })),
  ...IMAGE_COLUMNS.flatMap(({ field, name, type, shown }) =>
    shown ? [{ field, type, sql: shown === true ? `i.${name}` : shown }] : [],
  ),
] as readonly { readonly field: ShownFieldName; readonly type: ColumnType<unknown>; readonly sql: string }[];

/** SQL for what the list shows as this field. */
export function shownSql(field: ShownFieldName): string {
  return SHOWN_FIELDS.find((each) => each.field === field)?.sql as string;
}
