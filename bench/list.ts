import type { QueryConfig } from 'pg';
import type { Db, Pool } from '../src/database/index.ts';
import { openSqlImageList } from '../src/inventory/index.ts';
import type { Tenant } from '../src/model/index.ts';
import { inMs, type Ratio, timeInTurns } from './measure.ts';

const ROUNDS = 300;
const PAGE = { sort: null, offset: 0, limit: 10 } as const;

/** Listing 10 of 100,000 images against the same statement, prepared, on the bare driver. */
export async function benchList(pool: Pool, tenant: Tenant): Promise<Ratio[]> {
  const ratios: Ratio[] = [];
  const filters = {
    'no filter': {},
    'scan status': { scanStatus: 'succeeded' },
    'has vulnerabilities': { hasVul: true },
  } as const;
  for (const [title, filter] of Object.entries(filters)) {
    const whole = { enterprise: 'all', ...filter } as const;
    const statement = await statementOf((db) => openList(db).page(tenant, whole, PAGE), pool);
    const work = () =>
      openList(pool)
        .page(tenant, whole, PAGE)
        .then((page) => JSON.stringify(page));
    const { ours, floor } = await timeInTurns(ROUNDS, work, () => pool.query(statement));
    const ratio = ours.median / floor.median;
    ratios.push({
      name: `list 10 of 100,000, ${title}`,
      ours: inMs(ours),
      floor: inMs(floor),
      ratio,
      promise: { atMost: 1.5 },
    });
  }
  return ratios;
}

const openList = (db: Db) => openSqlImageList({ db, render: (image) => image });

/** The one statement that the work sends, to be sent again without the work around it. */
async function statementOf(work: (db: Db) => Promise<unknown>, pool: Pool): Promise<QueryConfig> {
  const seen: QueryConfig[] = [];
  const query = (config: QueryConfig) => {
    seen.push(config);
    return pool.query(config);
  };
  const spy = { query } as unknown as Db;
  await work(spy);
  const [statement, second] = seen;
  if (!statement || second) throw new Error(`expected one statement, saw ${seen.length}`);
  return statement;
}
