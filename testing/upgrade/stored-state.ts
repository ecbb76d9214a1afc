import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type FakeAuth, type FakeRegistry, openFakeRegistry } from '../../fixtures/registry/index.ts';
import type { AccessKeyPair } from '../../src/auth/index.ts';
import type { Pool } from '../../src/database/index.ts';
import { sign } from '../../src/signing/index.ts';
import { createTestDatabase, type TestDatabase } from '../database/index.ts';

/** Who may call in the stored state, and the key that its secrets are sealed with. */
export interface StoredPeople {
  /** 64 hexadecimal digits. */
  readonly masterKey: string;
  /** When the state was made, milliseconds since 1970. */
  readonly madeAt: number;
  readonly tenants: Readonly<Record<'first' | 'second', { readonly projectPk: number; readonly projectId: string }>>;
  /** Of the user `admin`. */
  readonly password: string;
  readonly keys: Readonly<Record<'admin' | 'auditor' | 'keeper' | 'revoked' | 'second', AccessKeyPair>>;
  /** Of the user `admin` in the first project. */
  readonly token: string;
}

/** What the old release answered to one call, under `/v5/{project_id}/image/`. */
export interface StoredAnswer {
  readonly project: 'first' | 'second';
  readonly path: string;
  readonly body: unknown;
}

export interface RestoredState extends TestDatabase {
  /** Milliseconds by which all times of the state were moved. */
  readonly age: number;
}

type RegistryName = 'harbour' | 'annex' | 'leaving';
interface StoredRegistry {
  readonly auth: FakeAuth;
  readonly blobs: readonly { readonly repository: string; readonly bytes: string }[];
  readonly manifests: readonly {
    readonly repository: string;
    readonly reference: string;
    readonly mediaType: string;
    readonly bytes: string;
  }[];
}

export const storedPeople = readStored<StoredPeople>('people');

/** Long enough ago for its workers to count as dead. */
const ENDED_MS = 60_000;

/** A database as d5194fd left it, as if that had been a minute ago. */
export async function restoreState(): Promise<RestoredState> {
  const database = await createTestDatabase({ empty: true });
  return { ...database, age: await restoreInto(database.pool) };
}

/** The same in an empty database that is there. @returns its age */
export async function restoreInto(pool: Pool): Promise<number> {
  const client = await pool.connect();
  await client.query(readFileSync(new URL('d5194fd/state.sql', import.meta.url), 'utf8'));
  // Its settings are not those of a pool.
  client.release(true);
  const age = Date.now() - ENDED_MS - storedPeople.madeAt;
  await moveTimes(pool, age);
  return age;
}

export function storedAnswers(): StoredAnswer[] {
  return readStored('answers');
}

/** Serves what the registries of the state held, and gives their records these addresses. */
export async function serveStoredRegistries(pool: Pool): Promise<Record<RegistryName, FakeRegistry>> {
  const stored = readStored<Record<RegistryName, StoredRegistry>>('registries');
  const serve = async (name: RegistryName) => {
    const { auth, blobs, manifests } = stored[name];
    const registry = await openFakeRegistry({ auth });
    for (const { repository, bytes } of blobs) await registry.putBlob(repository, Buffer.from(bytes, 'base64'));
    for (const { repository, reference, mediaType, bytes } of manifests)
      await registry.putManifest(repository, reference, Buffer.from(bytes, 'base64'), mediaType);
    const place = [`${name}.example`, registry.address];
    await pool.query('UPDATE registry SET registry_addr = $2 WHERE registry_addr = $1', place);
    return registry;
  };
  return { harbour: await serve('harbour'), annex: await serve('annex'), leaving: await serve('leaving') };
}

function readStored<T>(name: string): T {
  const packed = readFileSync(new URL(`d5194fd/${name}.json.gz`, import.meta.url));
  return JSON.parse(gunzipSync(packed).toString('utf8')) as T;
}

/** Else tokens would be expired, tasks old enough to be purged, and what was delayed would be due. */
async function moveTimes(pool: Pool, age: number): Promise<void> {
  const { rows } = await pool.query<{ statement: string }>(
    `SELECT format('UPDATE %I.%I SET %s', table_schema, table_name, string_agg(CASE udt_name
       WHEN 'timestamptz' THEN format('%1$I = %1$I + by.age', column_name)
       ELSE format('%1$I = ARRAY(SELECT at + by.age FROM unnest(%1$I) WITH ORDINALITY AS each (at, n) ORDER BY n)', column_name)
       END, ', ')) || format(' FROM (SELECT %s * interval ''1 millisecond'' AS age) AS by', $1::bigint) AS statement
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema IN ('public', 'graphile_worker') AND table_type = 'BASE TABLE'
       AND udt_name IN ('timestamptz', '_timestamptz') GROUP BY table_schema, table_name`,
    [age],
  );
  for (const { statement } of rows) await pool.query(statement);
}

/** Calls as the holder of a key does: a GET, or a POST when there is a body. */
export async function callAs(key: AccessKeyPair, url: URL, body?: object): Promise<{ status: number; body: unknown }> {
  const request = body === undefined ? { method: 'GET' } : { method: 'POST', body: JSON.stringify(body) };
  const given = { 'content-type': 'application/json' };
  const { host: _, ...headers } = sign({ ...request, url, headers: given, ...key, now: Date.now() });
  const answer = await fetch(url, { ...request, headers });
  return { status: answer.status, body: await answer.json() };
}
