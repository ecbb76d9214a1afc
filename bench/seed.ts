import type { Pool } from '../src/database/index.ts';
import type { Tenant } from '../src/model/index.ts';
import { insertProject, insertRegistry } from '../testing/rows/index.ts';

/** A project with one registry and as many scanned images as asked for, written by plain SQL. */
export async function seedProject(
  pool: Pool,
  projectId: string,
  images: number,
): Promise<Tenant & { registryPk: number }> {
  const { projectPk } = await insertProject(pool, projectId);
  await insertRegistry(pool, { projectPk }, 1);
  await pool.query(
    `INSERT INTO image (project_pk, id, registry_pk, update_time, scan_time, sync_time, image_size, vul_num, scan_status, severity,
       namespace, image_name, image_version, image_digest, natural_key)
     SELECT $1::int, $1::int * 4294967296 + n, 1, now() - n * interval '1 second', CASE WHEN n % 3 > 0 THEN now() END, now(), n * 1000,
       CASE WHEN n % 3 > 0 THEN n % 7 ELSE 0 END, CASE WHEN n % 3 > 0 THEN 'succeeded' ELSE 'unscanned' END,
       CASE WHEN n % 3 > 0 THEN 'medium' END, 'ns' || n % 50, 'app' || n / 20, 'v' || n % 20,
       'sha256:' || encode(sha256(n::text::bytea), 'hex'), md5(($1::int)::text || n)::uuid
     FROM generate_series(1, $2::int) AS n`,
    [projectPk, images],
  );
  await pool.query('UPDATE inventory_state SET next_id = $2 WHERE project_pk = $1', [projectPk, images + 1]);
  await pool.query('ANALYZE image');
  return { projectPk, projectId, registryPk: 1 };
}
