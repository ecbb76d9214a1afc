import type { Static, TObject } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Db } from '../database/index.ts';
import { AppError } from '../model/index.ts';
import { enqueueJobs } from './enqueue.ts';

/** What a job is, without what it does: modules below the handler queue it by this. */
export interface JobSettings<Payload extends TObject> {
  /** Stored with each job: a job whose payload changes shape gets another name, because older ones may still wait. */
  readonly name: string;
  /** What is stored; other fields of what is queued are left out. */
  readonly payload: Payload;
  /**
   * At most one waiting job of a key: a later one replaces it and starts its attempts anew. One that is running already
   * stays, and the later one runs after or beside it; when the running one then fails or is given back, it does not run
   * again, because the later one does. Default: every job counts.
   */
  readonly key?: (payload: Static<Payload>) => string;
  /** Jobs of one queue, of whatever name, run one after the other. Default: beside all others. */
  readonly queue?: (payload: Static<Payload>) => string;
  /** Smaller runs first; default 0, from -32768 to 32767. */
  readonly priority?: number;
  /** Short, and somebody waits for it: one more place runs these only, however long all others take. */
  readonly urgent?: boolean;
  /** Failures before the job ends for good; default 10, which spreads them over about 3.5 hours. */
  readonly attempts?: number;
}

export interface JobDefinition<Payload extends TObject = TObject> extends JobSettings<Payload> {
  /** Queues one job in the caller's transaction: workers see it after the commit, and not at all after a rollback. */
  enqueue(db: Db, payload: Static<Payload>): Promise<void>;
  /**
   * Queues many, up to 10,000 a statement. Of several with the same key the last counts.
   * @param runAt of the payload at this index: not before; default now
   */
  enqueueMany(db: Db, payloads: readonly Static<Payload>[], runAt?: (index: number) => Date): Promise<void>;
  /** @throws AppError `invalid_parameter` for a payload that is not one of this job */
  read(payload: unknown): Static<Payload>;
}

const ATTEMPTS = 10;

export function defineJob<Payload extends TObject>(settings: JobSettings<Payload>): JobDefinition<Payload> {
  const { name, payload: schema, key, queue, priority = 0, attempts = ATTEMPTS } = settings;
  const validator = Compile(schema);
  const stored = Object.keys(schema.properties);
  const toJob = (payload: Static<Payload>, runAt: Date | null) => ({
    json: JSON.stringify(pick(payload as Record<string, unknown>, stored)),
    key: key?.(payload) ?? null,
    queue: queue?.(payload) ?? null,
    runAt,
  });
  const enqueueMany: JobDefinition<Payload>['enqueueMany'] = async (db, payloads, runAt) => {
    const jobs = payloads.map((payload, index) => toJob(payload, runAt?.(index) ?? null));
    await enqueueJobs(db, { name, priority, attempts }, jobs);
  };
  return {
    ...settings,
    enqueueMany,
    enqueue: (db, payload) => enqueueMany(db, [payload]),
    read(payload) {
      if (validator.Check(payload)) return payload;
      const [error] = validator.Errors(payload);
      const where = error?.instancePath || 'it';
      throw new AppError('invalid_parameter', `the payload of job ${name} cannot be read: ${where} ${error?.message}`);
    },
  };
}

function pick(payload: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, payload[name]]));
}
