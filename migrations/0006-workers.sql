-- Which worker processes live. Locks held by a worker without a fresh row are released (docs/adr/0003).
CREATE TABLE worker (
  worker_id  text PRIMARY KEY,                -- also graphile_worker._private_jobs.locked_by
  started_at timestamptz NOT NULL DEFAULT now(),
  beat_at    timestamptz NOT NULL DEFAULT now()
);

-- How often a worker process died while it ran a job that is still queued.
CREATE TABLE job_crash (
  job_id  bigint PRIMARY KEY,
  crashes integer NOT NULL
);

-- When each repeated job was queued last, by whichever worker came first.
CREATE TABLE job_schedule (
  identifier text PRIMARY KEY,
  queued_at  timestamptz NOT NULL
);
