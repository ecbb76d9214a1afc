import type { Db } from '../runtime/index.ts';
import type { FailedImage } from './task.ts';

/** What is computed for the tasks of one page, at the time of reading. */
export interface TaskFacts {
  /** 0 to 1. */
  readonly share: number;
  /** Milliseconds since the task began, by the clock of the database. */
  readonly elapsed: number;
}

/** The attack: a task with a million failures in a page of two hundred tasks. */
const FAILED_IMAGES = 200;

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

const FAILED = `SELECT t.task_id AS "taskId", f.* FROM unnest($2::text[]) AS t (task_id)
  CROSS JOIN LATERAL (SELECT i.image_id AS "imageId", r.registry_id AS "registryId", r.registry_name AS "registryName",
      r.registry_type AS "registryType", m.namespace, m.image_name AS "imageName", m.image_version AS "imageVersion",
      i.failed_code AS "failedCode", i.failed_reason AS "failedReason"
    FROM task_image i LEFT JOIN image_child c ON c.project_pk = $1 AND c.id = i.image_id
    LEFT JOIN image m ON m.project_pk = $1 AND m.id = coalesce(c.parent_id, i.image_id)
    LEFT JOIN registry r ON r.project_pk = $1 AND r.registry_pk = m.registry_pk
    WHERE i.project_pk = $1 AND i.task_id = t.task_id AND i.state = 'failed' ORDER BY i.image_id LIMIT ${FAILED_IMAGES}) f`;

export async function loadFailedImages(
  db: Db,
  projectPk: number,
  taskIds: readonly string[],
): Promise<Map<string, FailedImage[]>> {
  const { rows } = await db.query<FailedImage & { taskId: string }>(FAILED, [projectPk, taskIds]);
  const byTask = new Map<string, FailedImage[]>(taskIds.map((taskId) => [taskId, []]));
  for (const { taskId, ...image } of rows) byTask.get(taskId)?.push(image);
  return byTask;
}
