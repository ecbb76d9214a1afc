import { type Db, toStorableJson } from '../../database/index.ts';
import type { Problem } from '../../model/index.ts';

/** The config of an image as it is stored: bounded, with what was left out. */
export interface StoredConfig {
  readonly document: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** The lock keeps the manifest from being dropped before the row is there; without the manifest nothing is written. */
const SAVE = `INSERT INTO image_config (project_pk, digest, document, problems)
  SELECT $1, digest, $3, $4 FROM manifest WHERE project_pk = $1 AND digest = $2 FOR KEY SHARE
  ON CONFLICT DO NOTHING`;

/** Stores the config of a digest, which never changes: a second time writes nothing. */
export async function saveImageConfig(db: Db, projectPk: number, digest: string, config: StoredConfig): Promise<void> {
  await db.query(SAVE, [projectPk, digest, toStorableJson(config.document), toStorableJson(config.problems)]);
}

/** @returns null when nobody has read it yet */
export async function loadImageConfig(db: Db, projectPk: number, digest: string): Promise<StoredConfig | null> {
  const { rows } = await db.query<StoredConfig>(
    'SELECT document, problems FROM image_config WHERE project_pk = $1 AND digest = $2',
    [projectPk, digest],
  );
  return rows[0] ?? null;
}
