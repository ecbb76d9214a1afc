import type { Db } from '../database/index.ts';
import type { FailedImage } from './task.ts';

/** What is computed for the tasks of one page, at the time of reading. */
export interface TaskFacts {
  /** 0 to 1. */
  readonly share: number;
  /** Milliseconds since the task began, by the clock of the database. */
  readonly elapsed: number;
}

/** Failed images of one answer. The attack: a page of two hundred tasks with a million failures each. */
export const MAX_FAILED_IMAGES = 10_000;

const FACTS = `SELECT t.task_id AS "taskId", extract(epoch FROM clock_timestamp() - t.begin_time)::float8 * 1000 AS elapsed,
    CASE t.kind WHEN 'sync' THEN coalesce(s.share, 1) ELSE (t.success_num + t.failed_num)::float8 / greatest(t.total_num, 1) END AS share
  FROM task t LEFT JOIN LATERAL (SELECT avg(CASE WHEN r.state IN ('finished', 'failed') THEN 1
      WHEN r.repositories_total > 0 THEN least(1, r.repositories_done::float8 / r.repositories_total) ELSE 0 END) AS share
    FROM task_registry r WHERE r.project_pk = $1 AND r.task_id = t.task_id) s ON true
  WHERE t.project_pk = $1 AND t.task_id = ANY ($2)`;

export async function loadTaskFacts(
  db: Db,
  projectPk: number,
  taskIds: readonly string[],
): Promise<Map<string, TaskFacts>> {
  const { rows } = await db.query<TaskFacts & { taskId: string }>(FACTS, [projectPk, taskIds]);
  return new Map(rows.map(({ taskId, ...facts }) => [taskId, facts]));
}

const FAILED = `SELECT t.task_id AS "taskId", f.* FROM unnest($2::text[], $3::int[]) AS t (task_id, most)
  CROSS JOIN LATERAL (SELECT i.image_id AS "imageId", i.failed_code AS "failedCode", i.failed_reason AS "failedReason" FROM task_image i
    WHERE i.project_pk = $1 AND i.task_id = t.task_id AND i.state = 'failed' ORDER BY i.image_id LIMIT t.most) f`;

/** Failed images by task, in the order of their ids; the first tasks have theirs in full before the next have any. */
export async function loadFailedImages(
  db: Db,
  projectPk: number,
  tasks: readonly { readonly taskId: string; readonly failedNum: number }[],
): Promise<Map<string, FailedImage[]>> {
  const some = tasks.filter(({ failedNum }) => failedNum > 0);
  const byTask = new Map<string, FailedImage[]>(some.map(({ taskId }) => [taskId, []]));
  if (some.length === 0) return byTask;
  let left = MAX_FAILED_IMAGES;
  const limits = some.map(({ failedNum }) => {
    const limit = Math.min(failedNum, left);
    left -= limit;
    return limit;
  });
  const { rows } = await db.query<FailedImage & { taskId: string }>(FAILED, [projectPk, [...byTask.keys()], limits]);
  for (const { taskId, ...image } of rows) byTask.get(taskId)?.push(image);
  return byTask;
}
