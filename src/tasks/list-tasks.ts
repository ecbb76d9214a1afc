import { type Db, type Page, selectPage } from '../database/index.ts';
import type { EnterpriseScope, Tenant } from '../model/index.ts';
import type { FailedImage, Task, TaskKind, TaskTrigger } from './task.ts';
import { loadFailedImages, loadTaskFacts, type TaskFacts } from './task-facts.ts';

/** What tasks can be narrowed by; absent means no condition. */
export interface TaskFilter {
  readonly enterprise: EnterpriseScope;
  readonly kind: TaskKind;
  readonly trigger?: TaskTrigger | undefined;
  readonly taskId?: string | undefined;
  /** Part of the name, case-sensitive. */
  readonly taskName?: string | undefined;
  /** Begun at or after, milliseconds since 1970. */
  readonly beginFrom?: number | undefined;
  /** Ended at or before, milliseconds since 1970; running tasks never match. */
  readonly endTo?: number | undefined;
  readonly running?: boolean | undefined;
  readonly scanScope?: number | undefined;
}

type TaskRow = Omit<Task, 'progress' | 'remaining' | 'failedImages'>;

const TASKS = `SELECT t.task_id AS "taskId", t.kind, t.trigger, t.task_name AS "taskName", t.begin_time AS "beginTime",
    t.end_time AS "endTime", t.state, t.scan_scope AS "scanScope", t.rate_limit AS "rateLimit", t.is_all AS "isAll",
    t.total_num AS "totalNum", t.success_num AS "successNum", t.failed_num AS "failedNum", t.risky_num AS "riskyNum", t.failed_reason AS "failedReason"
  FROM task t WHERE t.project_pk = $1 AND t.kind = $2 AND ($3::int[] IS NULL OR t.eps_pk = ANY ($3))
    AND ($4::text IS NULL OR t.trigger = $4) AND ($5::text IS NULL OR t.task_id = $5)
    AND ($6::text IS NULL OR strpos(t.task_name, $6) > 0)
    AND ($7::timestamptz IS NULL OR t.begin_time >= $7) AND ($8::timestamptz IS NULL OR t.end_time <= $8)
    AND ($9::boolean IS NULL OR (t.state = 'running') = $9) AND ($10::int IS NULL OR t.scan_scope = $10)`;

/** One page of tasks, the newest first, with the exact number of all that match. */
export async function listTasks(
  db: Db,
  tenant: Tenant,
  filter: TaskFilter,
  page: Page,
): Promise<{ total: number; rows: Task[] }> {
  const listing = { select: TASKS, values: filterValues(tenant, filter), orderBy: '"beginTime" DESC, "taskId"' };
  const { total, rows } = await selectPage<TaskRow>(db, listing, page);
  const taskIds = rows.map((row) => row.taskId);
  const facts = await loadTaskFacts(db, tenant.projectPk, taskIds);
  const failed = await loadFailedImages(db, tenant.projectPk, filter.kind === 'scan' ? rows : []);
  return { total, rows: rows.map((row) => toTask(row, facts.get(row.taskId), failed.get(row.taskId) ?? [])) };
}

function filterValues(tenant: Tenant, filter: TaskFilter): unknown[] {
  return [
    tenant.projectPk,
    filter.kind,
    filter.enterprise === 'all' ? null : filter.enterprise,
    filter.trigger ?? null,
    filter.taskId ?? null,
    filter.taskName ?? null,
    filter.beginFrom === undefined ? null : new Date(filter.beginFrom),
    filter.endTo === undefined ? null : new Date(filter.endTo),
    filter.running ?? null,
    filter.scanScope ?? null,
  ];
}

function toTask(row: TaskRow, facts: TaskFacts | undefined, failedImages: readonly FailedImage[]): Task {
  const share = facts?.share ?? 0;
  const running = row.state === 'running';
  return {
    ...row,
    progress: running ? Math.min(99, Math.floor(share * 100)) : 100,
    remaining: running ? remainingTime(share, facts?.elapsed ?? 0) : 0,
    failedReason: row.failedReason ?? missingInWords(row, failedImages.length),
    failedImages,
  };
}

/** Of a scan that names fewer images than failed, that it does. */
function missingInWords({ kind, failedNum }: TaskRow, named: number): string | null {
  if (kind !== 'scan' || named >= failedNum) return null;
  return `${failedNum} images failed, ${named} of them are named; filter the images by scan_status for all`;
}

function remainingTime(share: number, elapsed: number): number | null {
  return share > 0 ? Math.round((elapsed * (1 - share)) / share) : null;
}
