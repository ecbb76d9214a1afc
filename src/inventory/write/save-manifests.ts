import { type Db, THIS_PROJECT, type Transaction, toStorableJson } from '../../database/index.ts';
import type { ManifestKind, Platform } from '../../model/index.ts';
import { lockProject } from '../lock-project.ts';

export interface StoredLayer {
  readonly digest: string;
  readonly mediaType: string;
  /** Compressed bytes. */
  readonly size: number;
  /** Null until the image config was read. */
  readonly diffId: string | null;
  /** History entry of the layer. */
  readonly createdBy: string | null;
}

/** One digest as the inventory keeps it. Layers base first; children without attestations. */
export interface StoredManifest {
  readonly digest: string;
  readonly kind: ManifestKind;
  readonly mediaType: string;
  readonly configDigest: string | null;
  /** Config and distinct layers, bytes. Ignored for an index: its size is the sum of its distinct children. */
  readonly size: number;
  readonly platform: Platform | null;
  /** The config's `created`, milliseconds since 1970; null when absent or absurd. */
  readonly createdAt: number | null;
  readonly registryPk: number;
  readonly repository: string;
  readonly layers: readonly StoredLayer[];
  readonly children: readonly { readonly digest: string; readonly platform: Platform | null }[];
}

/** A RUN line can be a whole script; more than this tells nobody more. */
const MAX_CREATED_BY = 4_096;

const STAGED = `staged AS (SELECT * FROM json_to_recordset($2::json) AS s (digest text, kind text, "mediaType" text,
    "configDigest" text, size bigint, platform jsonb, "createdAt" timestamptz, "registryPk" integer, repository text, children text[]))`;

const FIND = `SELECT digest, registry_pk AS "registryPk", repository, platform IS NOT NULL AS "hasPlatform",
    created_at IS NOT NULL AS "hasTime" FROM manifest WHERE project_pk = ${THIS_PROJECT} AND digest = ANY ($2)`;

/**
 * The attack: an index over platforms that each claim the greatest size there is. Their sum is no number that an answer can hold, and
 * one such row would end every list that it is in.
 */
const INSERT = `WITH ${STAGED}
  INSERT INTO manifest (project_pk, digest, kind, media_type, config_digest, size, platform, created_at, registry_pk, repository)
  SELECT $1, s.digest, s.kind, s."mediaType", s."configDigest",
    CASE WHEN s.kind = 'index' THEN least(coalesce((SELECT sum(c.size) FROM manifest c
      WHERE c.project_pk = ${THIS_PROJECT} AND c.digest = ANY (s.children)), 0), ${Number.MAX_SAFE_INTEGER}) ELSE s.size END,
    s.platform, s."createdAt", s."registryPk", s.repository FROM staged s`;

/** A digest never changes what it is, only where it was seen last and what its config was found to say. */
const UPDATE = `WITH ${STAGED}
  UPDATE manifest m SET registry_pk = s."registryPk", repository = s.repository,
    platform = coalesce(m.platform, s.platform), created_at = coalesce(m.created_at, s."createdAt")
  FROM staged s WHERE m.project_pk = ${THIS_PROJECT} AND m.digest = s.digest`;

const LAYERS = `INSERT INTO manifest_layer (project_pk, digest, ord, layer_digest, diff_id, media_type, size, created_by)
  SELECT $1, l.* FROM json_to_recordset($2::json) AS l (digest text, ord integer, "layerDigest" text, "diffId" text,
    "mediaType" text, size bigint, "createdBy" text)`;

const CHILDREN = `INSERT INTO manifest_child (project_pk, digest, ord, child_digest, platform)
  SELECT $1, c.* FROM json_to_recordset($2::json) AS c (digest text, ord integer, "childDigest" text, platform jsonb)`;

/** What is stored of a digest, as far as it may be written again. */
interface HeldManifest {
  readonly digest: string;
  readonly registryPk: number;
  readonly repository: string;
  readonly hasPlatform: boolean;
  readonly hasTime: boolean;
}

/**
 * Stores manifests with their layers and children; what is stored already stays untouched. Takes the project lock, so that
 * manifests are always locked after the project (docs/adr/0004).
 */
export async function saveManifests(
  tx: Transaction,
  projectPk: number,
  manifests: readonly StoredManifest[],
): Promise<void> {
  const staged = [...new Map(manifests.map((manifest) => [manifest.digest, manifest])).values()];
  if (staged.length === 0) return;
  await lockProject(tx, projectPk);
  const held = await findHeld(tx, projectPk, staged);
  const missing = staged.filter((manifest) => !held.has(manifest.digest));
  const differing = staged.filter((manifest) => differs(manifest, held.get(manifest.digest)));
  // The size of an index is read from its children, so they go first.
  const isIndex = (manifest: StoredManifest) => manifest.kind === 'index';
  await insert(
    tx,
    projectPk,
    missing.filter((manifest) => !isIndex(manifest)),
  );
  await insert(tx, projectPk, missing.filter(isIndex));
  if (differing.length > 0) await tx.query(UPDATE, [projectPk, toStage(differing)]);
}

async function findHeld(db: Db, projectPk: number, staged: readonly StoredManifest[]) {
  const digests = staged.map((manifest) => manifest.digest);
  const { rows } = await db.query<HeldManifest>(FIND, [projectPk, digests]);
  return new Map(rows.map((row) => [row.digest, row]));
}

function differs(manifest: StoredManifest, held: HeldManifest | undefined): boolean {
  if (!held) return false;
  const moved = held.registryPk !== manifest.registryPk || held.repository !== manifest.repository;
  const learned = (!held.hasPlatform && manifest.platform !== null) || (!held.hasTime && manifest.createdAt !== null);
  return moved || learned;
}

async function insert(tx: Transaction, projectPk: number, manifests: readonly StoredManifest[]): Promise<void> {
  if (manifests.length === 0) return;
  await tx.query(INSERT, [projectPk, toStage(manifests)]);
  await insertAll(tx, projectPk, LAYERS, manifests.flatMap(layerRows));
  await insertAll(tx, projectPk, CHILDREN, manifests.flatMap(childRows));
}

async function insertAll(tx: Transaction, projectPk: number, text: string, rows: object[]): Promise<void> {
  if (rows.length > 0) await tx.query(text, [projectPk, toStorableJson(rows)]);
}

function toStage(manifests: readonly StoredManifest[]): string {
  const rows = manifests.map(({ layers, children, createdAt, ...manifest }) => ({
    ...manifest,
    createdAt: createdAt === null ? null : new Date(createdAt),
    children: [...new Set(children.map((child) => child.digest))],
  }));
  return toStorableJson(rows);
}

function layerRows({ digest, layers }: StoredManifest): object[] {
  return layers.map((layer, ord) => ({
    digest,
    ord,
    layerDigest: layer.digest,
    diffId: layer.diffId,
    mediaType: layer.mediaType,
    size: layer.size,
    createdBy: layer.createdBy?.slice(0, MAX_CREATED_BY) ?? null,
  }));
}

function childRows({ digest, children }: StoredManifest): object[] {
  return children.map((child, ord) => ({ digest, ord, childDigest: child.digest, platform: child.platform }));
}
