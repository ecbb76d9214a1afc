import { inTransaction, type Pool } from '../../src/database/index.ts';
import {
  type LatestHints,
  type ScanResult,
  type StoredManifest,
  type SyncedImage,
  saveManifests,
  type WriteCounts,
  writeImages,
} from '../../src/inventory/index.ts';
import { countEach, type StageResult } from '../../src/model/index.ts';
import { digestOf } from '../rows/index.ts';

/** 2026-11-24T10:00:00Z: the time at which tests stand still. */
export const NOW = Date.UTC(2026, 10, 24, 10);

/** A one-layer image of 100 bytes in registry 1, repository `library/app`. */
export function aManifest(name: string, change: Partial<StoredManifest> = {}): StoredManifest {
  const layer = { digest: digestOf(`layer of ${name}`), size: 90, diffId: null, createdBy: null };
  return {
    digest: digestOf(name),
    kind: 'image',
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    configDigest: digestOf(`config of ${name}`),
    size: 100,
    platform: { os: 'linux', architecture: 'amd64' },
    createdAt: null,
    registryPk: 1,
    repository: 'library/app',
    layers: [{ ...layer, mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip' }],
    children: [],
    ...change,
  };
}

/** An index over the manifests, and the manifests. */
export function anIndex(name: string, children: readonly StoredManifest[]): StoredManifest[] {
  const platforms = children.map(({ digest, platform }) => ({ digest, platform }));
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const own = { kind: 'index', mediaType, configDigest: null, size: 0, platform: null, layers: [] } as const;
  return [...children, aManifest(name, { ...own, children: platforms })];
}

/** `library/app:tag` with the digest of the named manifest, first seen now. */
export function anImage(tag: string, manifest: string, change: Partial<SyncedImage> = {}): SyncedImage {
  return {
    namespace: 'library',
    imageName: 'app',
    tag,
    digest: digestOf(manifest),
    updateTime: null,
    updateSource: 'first_seen',
    listed: true,
    scannable: true,
    domainName: null,
    sharedStatus: null,
    ...change,
  };
}

/** A scan that succeeded now and found nothing. */
export function aScanResult(change: Partial<ScanResult> = {}): ScanResult {
  const nothing = { severity: 'none', ...countEach(() => 0) } as const;
  return { scanStatus: 'succeeded', scanFailedCode: null, failedDetail: null, scanTime: NOW, ...nothing, ...change };
}

/** A stage that looked at everything now and found nothing. */
export function aStageResult(change: Partial<StageResult> & Pick<StageResult, 'stage'>): StageResult {
  const nothing = { reason: null, failedCode: null, counts: { found: 0 }, severity: null } as const;
  return { state: 'ok', ...nothing, version: '1', advisorySnapshot: null, finishedAt: NOW, ...change };
}

/** Stores manifests and images of a registry in one transaction. */
export function store(
  pool: Pool,
  projectPk: number,
  manifests: readonly StoredManifest[],
  images: readonly SyncedImage[],
  options: { readonly at?: number; readonly registryPk?: number; readonly hints?: LatestHints } = {},
): Promise<WriteCounts> {
  return inTransaction(pool, async (tx) => {
    await saveManifests(tx, projectPk, manifests);
    const target = { projectPk, registryPk: options.registryPk ?? 1, epsPk: 0 };
    return writeImages(tx, target, images, options.at ?? NOW, options.hints ? { hints: options.hints } : {});
  });
}

export interface StoredImageRow {
  readonly id: number;
  readonly tag: string;
  readonly xmin: string;
  readonly [column: string]: unknown;
}

/** Image rows of a project by id, every column and the transaction that wrote them. */
export async function imageRows(pool: Pool, projectPk: number): Promise<StoredImageRow[]> {
  const { rows } = await pool.query<StoredImageRow>(
    `SELECT *, image_version AS tag, xmin::text AS xmin FROM image WHERE project_pk = $1 ORDER BY id`,
    [projectPk],
  );
  return rows;
}

export async function versionOf(pool: Pool, projectPk: number): Promise<number> {
  const { rows } = await pool.query<{ version: number }>(`SELECT version FROM inventory_state WHERE project_pk = $1`, [
    projectPk,
  ]);
  return rows[0]?.version ?? 0;
}
