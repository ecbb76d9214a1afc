import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type Db, inTransaction, type Pool, toStorableJson } from '../../database/index.ts';
import type { Problem } from '../../model/index.ts';

const compress = promisify(gzip);
const inflate = promisify(gunzip);

/** What one analyzer at one version found in one layer. Facts are plain JSON of the analyzer's own shape. */
export interface AnalyzerFacts<F = unknown> {
  readonly analyzer: string;
  readonly version: number;
  readonly facts: readonly F[];
  readonly problems: readonly Problem[];
}

/** A layer that was read to its end with both digests verified. */
export interface ReadLayer<F = unknown> {
  readonly digest: string;
  readonly diffId: string;
  readonly mediaType: string;
  readonly size: number;
  readonly uncompressedSize: number;
  readonly entries: number;
  readonly readings: readonly AnalyzerFacts<F>[];
}

export interface CachedLayer<F> {
  readonly diffId: string;
  readonly readings: readonly AnalyzerFacts<F>[];
}

/**
 * The facts of a layer by exactly the given analyzers at their current versions.
 * @returns null when the layer was not read yet, or any of the analyzers is new or has another version
 */
export async function findLayerFacts<F>(
  db: Db,
  projectPk: number,
  layerDigest: string,
  analyzers: readonly { readonly name: string; readonly version: number }[],
): Promise<CachedLayer<F> | null> {
  const { rows } = await db.query<{
    diffId: string;
    analyzer: string;
    version: number;
    facts: Buffer;
    problems: Problem[];
  }>(
    `SELECT l.diff_id AS "diffId", f.analyzer, f.version, f.facts, f.problems
     FROM layer l JOIN layer_fact f ON f.project_pk = l.project_pk AND f.layer_digest = l.digest
     JOIN unnest($3::text[], $4::int[]) AS wanted (analyzer, version) ON wanted.analyzer = f.analyzer AND wanted.version = f.version
     WHERE l.project_pk = $1 AND l.digest = $2`,
    [projectPk, layerDigest, analyzers.map((each) => each.name), analyzers.map((each) => each.version)],
  );
  const first = rows[0];
  if (!first || rows.length < analyzers.length) return null;
  const readings = rows.map(async ({ analyzer, version, facts, problems }) => {
    return { analyzer, version, facts: JSON.parse((await inflate(facts)).toString('utf8')) as F[], problems };
  });
  return { diffId: first.diffId, readings: await Promise.all(readings) };
}

/** Stores what was read, replacing facts of older analyzer versions; facts that are there already stay untouched. */
export async function saveLayerFacts(pool: Pool, projectPk: number, layer: ReadLayer): Promise<void> {
  const packed = await Promise.all(layer.readings.map((reading) => compress(JSON.stringify(reading.facts))));
  await inTransaction(pool, async (tx) => {
    await tx.query(
      `INSERT INTO layer (project_pk, digest, diff_id, media_type, size, uncompressed_size, entries)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (project_pk, digest) DO NOTHING`,
      [projectPk, layer.digest, layer.diffId, layer.mediaType, layer.size, layer.uncompressedSize, layer.entries],
    );
    await tx.query(
      `INSERT INTO layer_fact AS old (project_pk, layer_digest, analyzer, version, facts, problems)
       SELECT $1, $2, * FROM unnest($3::text[], $4::int[], $5::bytea[], $6::jsonb[])
       ON CONFLICT (project_pk, layer_digest, analyzer) DO UPDATE
         SET version = excluded.version, facts = excluded.facts, problems = excluded.problems
         WHERE old.version <> excluded.version`,
      [
        projectPk,
        layer.digest,
        layer.readings.map((each) => each.analyzer),
        layer.readings.map((each) => each.version),
        packed,
        layer.readings.map((each) => toStorableJson(each.problems)),
      ],
    );
  });
}
