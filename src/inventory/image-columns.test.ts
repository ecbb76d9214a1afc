import { expect, test } from 'vitest';
import { anImage, aScanResult } from '../../testing/inventory/stored-images.ts';
import type { Db, Transaction } from '../database/index.ts';
import { openSqlImageList } from './list/sql.ts';
import { loadManifest } from './units/load-manifest.ts';
import { writeChildren } from './write/image-children.ts';
import { saveScanResult } from './write/save-scan-result.ts';
import { writeImages } from './write/write-images.ts';

/** What an `UPDATE` or `INSERT` may answer with so that every statement that can follow does. */
const ANSWER = {
  id: 1,
  digest: 'd',
  parentId: 1,
  ord: 0,
  isNew: true,
  moved: true,
  isMultiarch: true,
  total: 0,
  repository: null,
};

/** The statements that the work sends, each once and in the order in which they first came. */
async function statementsOf(work: (db: Transaction) => Promise<unknown>): Promise<string[]> {
  const texts = new Set<string>();
  const query = async (statement: string | { readonly text: string; readonly rowMode?: string }) => {
    const { text, rowMode } = typeof statement === 'string' ? { text: statement } : statement;
    texts.add(inLines(text));
    return { rows: rowMode === 'array' ? [[0, null]] : [ANSWER], rowCount: 1 };
  };
  await work({ query } as unknown as Transaction & Db);
  return [...texts];
}

/** One column or clause a line, so that a review shows what came and went. */
function inLines(text: string): string {
  const clauses =
    /\s+(?=(?:SELECT|WHERE|SET|LEFT JOIN|CROSS JOIN|ORDER BY)\b)|(?<!ROWS|DISTINCT)\s+(?=FROM\b)|(?<=,)\s+/g;
  return text.replaceAll(/\s+/g, ' ').replaceAll(clauses, '\n');
}

/** A new column or counter shows here as what it does to each statement: update with `npx vitest run --project unit -u`. */
test('the statements over image columns and counters are these', async () => {
  const tenant = { projectPk: 1, projectId: 'p' };
  const target = { projectPk: 1, registryPk: 1, epsPk: 0 };
  const statements = await Promise.all([
    statementsOf((tx) => writeImages(tx, target, [anImage('1', 'a')], 0)),
    statementsOf((tx) => writeChildren(tx, 1, [1])),
    statementsOf((tx) => saveScanResult(tx, 1, 'd', aScanResult())),
    statementsOf((db) => loadManifest(db, 1, 'd')),
    statementsOf((db) =>
      openSqlImageList({ db, render: String }).page(tenant, { enterprise: 'all' }, { sort: null, offset: 0, limit: 1 }),
    ),
  ]);
  const touching = [...new Set(statements.flat())].filter((text) => text.includes('vul_num'));
  expect(touching.length).toBeGreaterThan(8);
  await expect(`${touching.join(';\n\n')};\n`).toMatchFileSnapshot('./image-columns.golden.sql');
});
