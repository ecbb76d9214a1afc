import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type Db, inTransaction, type Pool, toStorableJson } from '../../database/index.ts';
import type { Analyzer, AnalyzerFacts, Fact } from '../../layers/index.ts';
import type { Problem } from '../../model/index.ts';

const compress = promisify(gzip);
const inflate = promisify(gunzip);

/** What facts are stored under: an analyzer at a version, with its engine. */
export type FactKey = Pick<Analyzer, 'name' | 'version' | 'engine' | 'earlier'>;

/** A layer that was read to its end with both digests verified. */
export interface ReadLayer {
  readonly digest: string;
  readonly diffId: string;
  readonly mediaType: string;
  readonly size: number;
  readonly uncompressedSize: number;
  readonly entries: number;
  readonly readings: readonly AnalyzerFacts[];
}

/** What is stored of a layer. */
export interface CachedFacts<Key extends FactKey> {
  /** Null when the layer has not been read yet. */
  readonly diffId: string | null;
  readonly hits: readonly AnalyzerFacts[];
  /** Analyzers that have not seen the layer yet, at their version with their engine. */
  readonly missing: readonly Key[];
}

interface FactRow {
  readonly diffId: string;
  /** Null when no analyzer that is asked for has seen the layer. */
  readonly analyzer: string | null;
  readonly version: number;
  readonly engine: string;
  readonly facts: Buffer;
  readonly problems: Problem[];
}

const FIND = `SELECT l.diff_id AS "diffId", f.analyzer, f.version, f.engine, f.facts, f.problems
  FROM layer l LEFT JOIN (layer_fact f JOIN unnest($3::text[], $4::int[], $5::int[], $6::text[]) AS w (analyzer, version, earlier, engine)
      ON f.analyzer = w.analyzer AND f.version IN (w.version, w.earlier) AND f.engine = w.engine)
    ON f.project_pk = l.project_pk AND f.layer_digest = l.digest
  WHERE l.project_pk = $1 AND l.digest = $2`;

/** The facts of a layer by those of the analyzers that have seen it, and which have not. Facts that cannot be unpacked count as not there. */
export async function findLayerFacts<Key extends FactKey>(
  db: Db,
  projectPk: number,
  layerDigest: string,
  analyzers: readonly Key[],
): Promise<CachedFacts<Key>> {
  const { rows } = await db.query<FactRow>(FIND, [
    projectPk,
    layerDigest,
    analyzers.map((each) => each.name),
    analyzers.map((each) => each.version),
    analyzers.map((each) => each.earlier?.version ?? null),
    analyzers.map((each) => each.engine ?? ''),
  ]);
  const byName = new Map(rows.map((row) => [row.analyzer, row]));
  const unpacked = await Promise.all(analyzers.map((analyzer) => unpackIfSound(byName.get(analyzer.name), analyzer)));
  const missing = analyzers.filter((_, index) => unpacked[index] === null);
  return { diffId: rows[0]?.diffId ?? null, hits: unpacked.filter((each) => each !== null), missing };
}

/** Null for damaged bytes and for facts that `convert` refuses: the layer is then read again. An error would fail each of its scans. */
async function unpackIfSound(row: FactRow | undefined, analyzer: FactKey): Promise<AnalyzerFacts | null> {
  if (!row) return null;
  try {
    return await unpack(row, analyzer);
  } catch {
    return null;
  }
}

async function unpack({ facts, problems, version, engine }: FactRow, analyzer: FactKey): Promise<AnalyzerFacts> {
  const stored = JSON.parse((await inflate(facts)).toString('utf8')) as Fact[];
  const convert = version === analyzer.version ? undefined : analyzer.earlier?.convert;
  const today = convert ? stored.map(convert) : stored;
  return { analyzer: analyzer.name, version: analyzer.version, engine, facts: today, problems };
}

/** Stores what was read, replacing other facts of its analyzers; facts that are there already stay untouched. */
export async function saveLayerFacts(pool: Pool, projectPk: number, layer: ReadLayer): Promise<void> {
  const packed = await Promise.all(layer.readings.map((reading) => compress(JSON.stringify(reading.facts))));
  await inTransaction(pool, async (tx) => {
    await tx.query(
      `INSERT INTO layer (project_pk, digest, diff_id, media_type, size, uncompressed_size, entries)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (project_pk, digest) DO NOTHING`,
      [projectPk, layer.digest, layer.diffId, layer.mediaType, layer.size, layer.uncompressedSize, layer.entries],
    );
    await tx.query(
      `INSERT INTO layer_fact AS old (project_pk, layer_digest, analyzer, version, engine, facts, problems)
       SELECT $1, $2, * FROM unnest($3::text[], $4::int[], $5::text[], $6::bytea[], $7::jsonb[])
       ON CONFLICT (project_pk, layer_digest, analyzer) DO UPDATE
         SET version = excluded.version, engine = excluded.engine, facts = excluded.facts, problems = excluded.problems
         WHERE (old.version, old.engine, old.facts) <> (excluded.version, excluded.engine, excluded.facts)`,
      [
        projectPk,
        layer.digest,
        layer.readings.map((each) => each.analyzer),
        layer.readings.map((each) => each.version),
        layer.readings.map((each) => each.engine),
        packed,
        layer.readings.map((each) => toStorableJson(each.problems)),
      ],
    );
  });
}
