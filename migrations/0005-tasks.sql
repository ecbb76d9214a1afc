-- What people ordered and how it goes. The queue itself is graphile-worker's.
CREATE TABLE task (
  project_pk    integer NOT NULL REFERENCES project,
  task_id       text NOT NULL,                       -- UUID
  eps_pk        integer NOT NULL DEFAULT 0,
  kind          text NOT NULL CHECK (kind IN ('sync', 'scan')),
  trigger       text NOT NULL CHECK (trigger IN ('manual', 'schedule')),
  task_name     text NOT NULL,
  begin_time    timestamptz NOT NULL DEFAULT now(),
  end_time      timestamptz,
  state         text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'finished', 'stopped', 'timed_out', 'abnormal')),
  scan_scope    integer NOT NULL DEFAULT 0,
  rate_limit    integer NOT NULL DEFAULT 0,
  is_all        boolean NOT NULL DEFAULT false,
  total_num     integer NOT NULL DEFAULT 0,
  success_num   integer NOT NULL DEFAULT 0,
  failed_num    integer NOT NULL DEFAULT 0,
  failed_reason text,
  PRIMARY KEY (project_pk, task_id)
);
CREATE INDEX task_by_time ON task (project_pk, kind, begin_time DESC);

CREATE TABLE task_registry (
  project_pk         integer NOT NULL,
  task_id            text NOT NULL,
  registry_pk        integer NOT NULL,
  state              text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'finished', 'failed')),
  failed_reason      text,
  repositories_total integer,                        -- NULL until the catalog was read
  repositories_done  integer NOT NULL DEFAULT 0,
  tags_seen          integer NOT NULL DEFAULT 0,
  images_changed     integer NOT NULL DEFAULT 0,
  images_deleted     integer NOT NULL DEFAULT 0,
  images_failed      integer NOT NULL DEFAULT 0,     -- tags whose manifest could not be read
  requests           bigint NOT NULL DEFAULT 0,
  started_at         timestamptz,
  ended_at           timestamptz,
  PRIMARY KEY (project_pk, task_id, registry_pk),
  FOREIGN KEY (project_pk, task_id) REFERENCES task ON DELETE CASCADE
);

-- The resume ledger of a sync run: one row per repository of the registry.
CREATE TABLE sync_repository (
  project_pk  integer NOT NULL,
  task_id     text NOT NULL,
  registry_pk integer NOT NULL,
  repository  text NOT NULL,                         -- path in the v2 API
  namespace   text NOT NULL,                         -- its images' namespace and name, so that a resumed run need not list again
  image_name  text NOT NULL,
  done        boolean NOT NULL DEFAULT false,
  tags        integer NOT NULL DEFAULT 0,
  failed      integer NOT NULL DEFAULT 0,            -- tags whose manifest could not be read
  complete    boolean NOT NULL DEFAULT true,         -- false: its tags could not be listed to the end, so nothing may be deleted
  problem     text,                                  -- what could not be listed or read, one sentence
  PRIMARY KEY (project_pk, task_id, registry_pk, repository),
  FOREIGN KEY (project_pk, task_id, registry_pk) REFERENCES task_registry ON DELETE CASCADE
);

-- Images that a run did not see; deleted only when the run ends complete.
CREATE TABLE sync_absent (
  project_pk  integer NOT NULL,
  task_id     text NOT NULL,
  registry_pk integer NOT NULL,
  image_id    bigint NOT NULL,
  PRIMARY KEY (project_pk, task_id, registry_pk, image_id),
  FOREIGN KEY (project_pk, task_id, registry_pk) REFERENCES task_registry ON DELETE CASCADE
);

-- One digest of a scan order; several images of the order may share it.
CREATE TABLE task_image (
  project_pk    integer NOT NULL,
  task_id       text NOT NULL,
  image_id      bigint NOT NULL,                     -- image.id or image_child.id: what the order named
  digest        text NOT NULL,
  state         text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'stopped')),
  failed_code   text,
  failed_reason text,
  PRIMARY KEY (project_pk, task_id, image_id),
  FOREIGN KEY (project_pk, task_id) REFERENCES task ON DELETE CASCADE
);
CREATE INDEX task_image_by_digest ON task_image (project_pk, digest) WHERE state IN ('queued', 'running');
