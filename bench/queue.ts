import Type from 'typebox';
import type { Pool } from '../src/database/index.ts';
import { defineJob } from '../src/jobs/index.ts';
import { completeJob } from '../src/jobs/settle-job.ts';
import { takeJob } from '../src/jobs/take-job.ts';
import { createTestDatabase } from '../testing/database/index.ts';
import { inMs, type Ratio, summary, timed, timeInTurns } from './measure.ts';

const JOBS = 100_000;
const ROUNDS = 3;
const SLOTS = 4;
const TAKEN = 4_000;
const WORKER = 'bench';
/** As many as the service has: each take looks for all of them. */
const NAMES = ['scan', ...Array.from({ length: 14 }, (_, n) => `idle-${n}`)];

interface Target {
  readonly projectPk: number;
  readonly digest: string;
}

const keyOf = ({ projectPk, digest }: Target) => `${projectPk}:${digest}`;
const scanJob = defineJob({
  name: 'scan',
  payload: Type.Object({ projectPk: Type.Integer(), digest: Type.String() }),
  key: keyOf,
  priority: 10,
});

/** The queue against bare tables with the same values, and a take among a million jobs against one among a thousand. */
export async function benchQueue(pool: Pool): Promise<Ratio[]> {
  await pool.query(
    'CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text UNIQUE, payload json)',
  );
  return [await benchEnqueue(pool), await benchRun(pool), await benchDepth(pool)];
}

async function benchEnqueue(pool: Pool): Promise<Ratio> {
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const jobs = targetsOf(JOBS);
    await pool.query('TRUNCATE job, bare');
    ours.push(await timed(() => scanJob.enqueueMany(pool, jobs)));
    floor.push(await timed(() => insertBare(pool, jobs)));
  }
  return rateOf(`enqueue ${JOBS} jobs`, JOBS, ours, floor, 'bare INSERT', 0.4);
}

/** Uses the rows of the enqueue bench. */
async function benchRun(pool: Pool): Promise<Ratio> {
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await timed(() => inSlots(() => runOne(pool))));
    floor.push(await timed(() => inSlots(() => pool.query({ name: 'bench-pop', text: POP }))));
  }
  return rateOf(`take and complete with ${SLOTS} slots, ${JOBS} waiting`, TAKEN, ours, floor, 'bare pop', 0.25);
}

const POP = `DELETE FROM bare WHERE id = (SELECT id FROM bare ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING payload`;

/** A million jobs of another name, of a later time and of a queue of which one runs must not slow down the take of the next job. */
async function benchDepth(pool: Pool): Promise<Ratio> {
  const few = await createTestDatabase();
  try {
    await pool.query('TRUNCATE job, job_queue');
    const ready = targetsOf(2_000);
    for (const each of [pool, few.pool]) await scanJob.enqueueMany(each, ready);
    await fill(pool);
    // Both leave dead rows for autovacuum, which would come in the middle of what is measured.
    for (const each of [pool, few.pool]) await each.query('VACUUM (ANALYZE) job');
    await pool.query('CHECKPOINT');
    const { ours, floor } = await timeInTurns(
      1_000,
      () => runOne(pool),
      () => runOne(few.pool),
    );
    const depth = { ours: inMs(ours), floor: `2,000 waiting ${inMs(floor)}`, ratio: ours.median / floor.median };
    return { name: 'take and complete among 1,000,000 others', ...depth, promise: { atMost: 1.5 } };
  } finally {
    await few.drop();
  }
}

async function fill(pool: Pool): Promise<void> {
  await pool.query(
    `INSERT INTO job (name, payload, key, queue, priority, run_at, max_attempts)
     SELECT CASE n % 4 WHEN 0 THEN 'unknown' ELSE 'scan' END, '{"projectPk": 1, "digest": "sha256:0"}', 'other:' || n,
       CASE n % 4 WHEN 1 THEN 'queue' END, 0, now() + CASE n % 4 WHEN 1 THEN interval '0' ELSE interval '1 day' END, 10
     FROM generate_series(1, 1000000) AS n`,
  );
  // The first take occupies the queue, the second puts its other jobs aside.
  for (let take = 0; take < 2; take++) await takeJob(pool, WORKER, NAMES, []);
}

async function runOne(pool: Pool): Promise<void> {
  const job = await takeJob(pool, WORKER, NAMES, []);
  if (job) await completeJob(pool, WORKER, job);
}

async function inSlots(work: () => Promise<unknown>): Promise<void> {
  let left = TAKEN;
  const runSlot = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: SLOTS }, runSlot));
}

async function insertBare(pool: Pool, targets: readonly Target[]): Promise<void> {
  for (let start = 0; start < targets.length; start += 10_000) {
    const part = targets.slice(start, start + 10_000);
    await pool.query('INSERT INTO bare (key, payload) SELECT * FROM unnest($1::text[], $2::json[])', [
      part.map(keyOf),
      part.map((target) => JSON.stringify(target)),
    ]);
  }
}

function rateOf(name: string, count: number, ours: number[], floor: number[], what: string, atLeast: number): Ratio {
  const rate = (times: readonly number[]) => count / (summary(times).median / 1000);
  const [us, bare] = [rate(ours), rate(floor)];
  const figures = { ours: `${Math.round(us)} jobs/s`, floor: `${what} ${Math.round(bare)} rows/s`, ratio: us / bare };
  return { name, ...figures, promise: { atLeast } };
}

function targetsOf(count: number): Target[] {
  return Array.from({ length: count }, (_, n) => ({
    projectPk: 1,
    digest: `sha256:${n.toString(16).padStart(64, '0')}`,
  }));
}
