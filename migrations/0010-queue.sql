-- The queue (docs/adr/0016). A row is one job, from its order to its end; one that succeeded is deleted.
CREATE TABLE job (
  id           bigint GENERATED ALWAYS AS IDENTITY,
  name         text NOT NULL,                        -- which definition, and so which handler
  payload      json NOT NULL,
  key          text,                                 -- of one name and key at most one job waits
  queue        text,                                 -- of one queue at most one job runs
  priority     smallint NOT NULL,                    -- smaller first
  run_at       timestamptz NOT NULL DEFAULT now(),
  -- blocked: due, but another job of its queue runs
  state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'blocked', 'running', 'failed')),
  attempts     smallint NOT NULL DEFAULT 0,          -- runs that failed
  max_attempts smallint NOT NULL,
  crashes      integer NOT NULL DEFAULT 0,           -- workers that died while they ran it
  worker_id    text,                                 -- while running
  taken_at     timestamptz,                          -- while running
  last_error   text,
  created_at   timestamptz NOT NULL DEFAULT now(),
  failed_at    timestamptz                           -- when failed for good
);

-- Queues of which a job runs. The primary key is what lets one run at a time.
CREATE TABLE job_queue (
  queue  text PRIMARY KEY,
  job_id bigint NOT NULL
);

-- Jobs of release 0.1.0 lie in tables of graphile-worker, which belong to its version 0.17.3.
DO $$
DECLARE
  -- Every name that 0.1.0 queued. A schema with others is shared with another program, and stays.
  ours CONSTANT text[] := ARRAY['check-registry', 'sync-registry', 'delete-registry', 'scan-manifest', 'fill-scan-task', 'queue-scans',
    'stop-scans', 'load-advisories', 'retire-advisories', 'rematch-packages', 'rejudge-ecosystems', 'purge'];
BEGIN
  IF to_regclass('graphile_worker._private_jobs') IS NULL THEN
    RETURN;
  END IF;
  -- Waits for statements and transactions of workers and callers of 0.1.0 that still run, and lets no more begin. Some of them
  -- take these locks in another order: PostgreSQL then breaks off one side, and if it is this one, it tries again.
  LOOP
    BEGIN
      LOCK TABLE graphile_worker._private_jobs, graphile_worker._private_tasks, graphile_worker._private_job_queues, job_crash
        IN ACCESS EXCLUSIVE MODE;
      EXIT;
    EXCEPTION WHEN deadlock_detected THEN
      NULL;
    END;
  END LOOP;
  -- A running job keeps its worker, which may still live: while it beats, its jobs and their queues are its own. 0.1.0 counted
  -- an attempt when a job was taken, this release when it failed. The hourly purge is three jobs now; this is the longest.
  INSERT INTO job (id, name, payload, key, queue, priority, run_at, state, attempts, max_attempts, crashes, worker_id, taken_at,
      last_error, created_at, failed_at)
    OVERRIDING SYSTEM VALUE
    SELECT old.id, CASE task.identifier WHEN 'purge' THEN 'purge-inventory' ELSE task.identifier END, old.payload,
      CASE old.key WHEN 'schedule:purge' THEN 'all'
        ELSE regexp_replace(old.key, '^(schedule:load-advisories|scan|sync|fill|queue|stop|check-registry|delete-registry):', '') END,
      queue.queue_name, old.priority, old.run_at, shown.state,
      CASE shown.state WHEN 'running' THEN greatest(0, old.attempts - 1) ELSE old.attempts END, old.max_attempts,
      coalesce(crash.crashes, 0), old.locked_by, old.locked_at, old.last_error, old.created_at,
      CASE shown.state WHEN 'failed' THEN old.updated_at END
    FROM graphile_worker._private_jobs AS old
    JOIN graphile_worker._private_tasks AS task ON task.id = old.task_id
    LEFT JOIN graphile_worker._private_job_queues AS queue ON queue.id = old.job_queue_id
    LEFT JOIN job_crash AS crash ON crash.job_id = old.id
    CROSS JOIN LATERAL (SELECT CASE WHEN old.locked_at IS NOT NULL THEN 'running'
      WHEN old.attempts >= old.max_attempts THEN 'failed' ELSE 'waiting' END) AS shown (state)
    WHERE task.identifier = ANY (ours);
  INSERT INTO job_queue SELECT queue, min(id) FROM job WHERE state = 'running' AND queue IS NOT NULL GROUP BY queue;
  PERFORM setval(pg_get_serial_sequence('job', 'id'), greatest(1, (SELECT max(id) FROM job)));
  IF EXISTS (SELECT FROM graphile_worker._private_tasks WHERE identifier <> ALL (ours)) THEN
    DELETE FROM graphile_worker._private_jobs USING graphile_worker._private_tasks AS task
      WHERE task.id = task_id AND task.identifier = ANY (ours);
  ELSE
    DROP SCHEMA graphile_worker CASCADE;
  END IF;
END
$$;

UPDATE job_schedule SET identifier = 'purge-inventory:all' WHERE identifier = 'purge';
DROP TABLE job_crash;

ALTER TABLE job ADD PRIMARY KEY (id);
CREATE INDEX job_ready ON job (name, priority, run_at, id) WHERE state = 'waiting';
CREATE UNIQUE INDEX job_by_key ON job (name, key) WHERE state IN ('waiting', 'blocked') AND key IS NOT NULL;
CREATE INDEX job_by_queue ON job (queue, state, priority, run_at, id) WHERE queue IS NOT NULL;
CREATE INDEX job_running ON job (worker_id) WHERE state = 'running';
CREATE INDEX job_failed ON job (failed_at) WHERE state = 'failed';

-- Every job leaves dead rows behind, and a take walks over those at the head of its index until they are vacuumed.
ALTER TABLE job SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE job_queue SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
ANALYZE job;

-- Marks the first job of these names that is due as running, and returns it: the smallest priority, then the earliest run_at.
-- If another job of its queue runs, it is marked as blocked instead. `running`: ids that the worker still runs although it has lost
-- its lease.
-- A function because of its settings. Without the last two, a session keeps the plan that it made while the queue was empty, and
-- reads all rows (measured: 1.2 s a take when 100,000 jobs came, until the next ANALYZE). Without the first, PostgreSQL plans every
-- time, which takes twice as long as taking (0.45 ms of processor time instead of 0.17).
--   `head` jumps through job_ready from one priority of a name to the next, so that a million jobs of other names, or of later times,
--   are not looked at.
--   `claim` takes the queue; or it locks the row of the job that has it, which then cannot end before this one is marked as
--   blocked, and so unblocks it.
CREATE FUNCTION take_job(worker text, names text[], running bigint[]) RETURNS SETOF job
LANGUAGE plpgsql SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off SET enable_bitmapscan TO off AS $$
BEGIN
  RETURN QUERY
  WITH RECURSIVE head (name, priority, run_at) AS (
    SELECT wanted.name, first.priority, first.run_at FROM unnest(names) AS wanted (name)
    CROSS JOIN LATERAL (
      SELECT job.priority, job.run_at FROM job WHERE job.state = 'waiting' AND job.name = wanted.name
      ORDER BY job.priority, job.run_at LIMIT 1) AS first
    UNION ALL
    SELECT head.name, next.priority, next.run_at FROM head
    CROSS JOIN LATERAL (
      SELECT job.priority, job.run_at FROM job WHERE job.state = 'waiting' AND job.name = head.name AND job.priority > head.priority
      ORDER BY job.priority, job.run_at LIMIT 1) AS next),
  candidate AS MATERIALIZED (
    SELECT first.id, first.queue
    FROM (SELECT * FROM head WHERE head.run_at <= now() ORDER BY head.priority, head.run_at) AS due
    CROSS JOIN LATERAL (
      SELECT job.id, job.queue FROM job
      WHERE job.state = 'waiting' AND job.name = due.name AND job.priority = due.priority AND job.run_at <= now()
        AND job.id <> ALL (running)
      ORDER BY job.run_at, job.id LIMIT 1 FOR UPDATE SKIP LOCKED) AS first
    LIMIT 1),
  claim AS (
    INSERT INTO job_queue AS held (queue, job_id) SELECT candidate.queue, candidate.id FROM candidate WHERE candidate.queue IS NOT NULL
    ON CONFLICT ON CONSTRAINT job_queue_pkey DO UPDATE SET job_id = held.job_id RETURNING held.job_id)
  UPDATE job SET worker_id = worker, taken_at = now(),
    state = CASE WHEN (SELECT claim.job_id FROM claim) <> job.id THEN 'blocked' ELSE 'running' END
  WHERE job.id = (SELECT candidate.id FROM candidate)
  RETURNING job.*;
END
$$;
