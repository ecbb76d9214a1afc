import { inTransaction, type Transaction } from '../../database/index.ts';
import { setScanStatus, unscannedUnits } from '../../inventory/index.ts';
import { scanManifestJob, type TaskImage, waitingTaskImages } from '../../tasks/index.ts';
import type { ScanDeps } from '../run/deps.ts';
import { queueScansJob } from './jobs.ts';

/** When the scans of an order may run. */
export interface Pace {
  /** Images an hour; 0: as fast as the workers go. */
  readonly rateLimit: number;
  /** Digests of the order that were queued before. */
  readonly before: number;
  /** Start of the order, milliseconds since 1970. */
  readonly from: number;
}

/** The images of a task after this id are to be queued. */
export interface QueueTarget {
  readonly projectPk: number;
  readonly taskId: string;
  readonly after: number;
  readonly pace: Pace;
}

const HOUR = 3_600_000;
/** The project is locked while this many are marked as waiting, some 100 ms. */
const PAGE_IMAGES = 1_000;

/** Marks images as waiting and queues one job a digest: ordering a digest that waits already changes nothing. @returns how many digests */
export async function queueScans(
  tx: Transaction,
  projectPk: number,
  images: readonly Pick<TaskImage, 'digest'>[],
  { rateLimit, before, from }: Pace,
): Promise<number> {
  const digests = [...new Set(images.map((image) => image.digest))];
  const pause = rateLimit > 0 ? HOUR / rateLimit : 0;
  const targets = digests.map((digest) => ({ projectPk, digest }));
  const inTurn = (index: number) => new Date(from + (before + index) * pause);
  await setScanStatus(tx, projectPk, digests, 'queued');
  await scanManifestJob.enqueueMany(tx, targets, pause > 0 ? inTurn : undefined);
  return digests.length;
}

/** Queues what listed images with these digests still lack a result of; a sync does so in the transaction that wrote them. */
export async function queueUnscanned(
  tx: Transaction,
  projectPk: number,
  imageDigests: readonly string[],
): Promise<void> {
  const digests = await unscannedUnits(tx, projectPk, imageDigests);
  if (digests.length === 0) return;
  const images = digests.map((digest) => ({ digest }));
  await queueScans(tx, projectPk, images, { rateLimit: 0, before: 0, from: 0 });
}

/** Queues the next images of a task, and a job for those after them, until none waits or the task is stopped. */
export async function queueNextScans({ pool }: Pick<ScanDeps, 'pool'>, target: QueueTarget): Promise<void> {
  const { projectPk, taskId, after, pace } = target;
  await inTransaction(pool, async (tx) => {
    const images = await waitingTaskImages(tx, projectPk, taskId, after, PAGE_IMAGES);
    const last = images.at(-1);
    if (!last) return;
    const queued = await queueScans(tx, projectPk, images, pace);
    await queueScansJob.enqueue(tx, {
      ...target,
      after: last.imageId,
      pace: { ...pace, before: pace.before + queued },
    });
  });
}
