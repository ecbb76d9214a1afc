import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../src/database/index.ts';
import { findLayerFacts } from '../../src/inventory/index.ts';
import { squash, TREE_ANALYZER } from '../../src/layers/index.ts';
import { openStages } from '../../src/scan/index.ts';
import { viewImage } from '../../src/scan/stages/view-image.ts';
import { type RestoredState, restoreState } from './stored-state.ts';

let state: RestoredState;
beforeAll(async () => {
  state = await restoreState();
  await migrate(state.pool);
});
afterAll(() => state?.drop());

interface ScannedManifest {
  readonly projectPk: number;
  readonly digest: string;
  readonly layers: readonly string[];
  readonly packages: readonly string[];
}

const SCANNED = `SELECT m.project_pk AS "projectPk", m.digest,
    ARRAY(SELECT l.layer_digest FROM manifest_layer l WHERE (l.project_pk, l.digest) = (m.project_pk, m.digest) ORDER BY l.ord) AS layers,
    ARRAY(SELECT concat_ws(' ', p.name, p.version, p.purl, x.layer_digest) FROM manifest_package x JOIN package p USING (project_pk, package_pk)
      WHERE (x.project_pk, x.digest) = (m.project_pk, m.digest) ORDER BY 1) AS packages
  FROM manifest m WHERE m.scan_failed_code IS NULL AND EXISTS (
    SELECT FROM manifest_package x WHERE (x.project_pk, x.digest) = (m.project_pk, m.digest))`;

test('facts that d5194fd read from layers give the packages that it stored, without reading a layer again', async () => {
  const { analyzers } = await openStages();
  const { rows } = await state.pool.query<ScannedManifest>(SCANNED);
  expect(rows.length).toBeGreaterThan(3);
  for (const { projectPk, digest, layers, packages } of rows) {
    const read = layers.map(async (layer) => {
      const { hits, missing } = await findLayerFacts(state.pool, projectPk, layer, [...analyzers, TREE_ANALYZER]);
      expect(missing).toEqual([]);
      return { digest: layer, readings: hits };
    });
    const view = viewImage([], squash(await Promise.all(read)), null);
    const found = view.packages.map(
      ({ name, version, purl, layerDigest }) => `${name} ${version} ${purl} ${layerDigest}`,
    );
    expect([digest, found.sort()]).toEqual([digest, [...packages].sort()]);
  }
});
