import type { Db } from './database.ts';

/** Which part of a list: skip `offset` rows, then take at most `limit`. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** A list as a query: `orderBy` names output columns of `select` and must order every row (end it with a key). */
export interface Listing {
  readonly select: string;
  readonly values: readonly unknown[];
  readonly orderBy: string;
}

/**
 * One page of a listing and the exact number of rows it has in all, from one statement and so from one snapshot.
 * The number is right also for a page past the end.
 */
export async function selectPage<Row extends object>(
  db: Db,
  listing: Listing,
  page: Page,
): Promise<{ total: number; rows: Row[] }> {
  const count = listing.values.length;
  const { rows } = await db.query<{ total: number; place: number | null }>(
    `WITH matched AS (${listing.select}),
       page AS (SELECT row_number() OVER (ORDER BY ${listing.orderBy}) AS place, matched.* FROM matched
         ORDER BY place OFFSET $${count + 1} LIMIT $${count + 2})
     SELECT (SELECT count(*) FROM matched) AS total, page.* FROM (SELECT) AS always LEFT JOIN page ON true ORDER BY place`,
    [...listing.values, page.offset, page.limit],
  );
  const onPage = rows.filter((row) => row.place !== null);
  return { total: rows[0]?.total ?? 0, rows: onPage.map(({ total: _total, place: _place, ...row }) => row as Row) };
}
