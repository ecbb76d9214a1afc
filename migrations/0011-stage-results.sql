-- How each stage of the scan of a digest ended: what it found, by which version and with which advisories. Counters, severity and status of
-- manifest and image are derived from these rows (scan/stages/summarise.ts). No foreign key: docs/adr/0004.
-- The names of stages are those of model/scan.ts. `stale` is not stored: it follows from what is newer.
CREATE TABLE stage_result (
  project_pk        integer NOT NULL,
  digest            text NOT NULL,
  stage             text NOT NULL,
  state             text NOT NULL CHECK (state IN ('ok', 'partial', 'failed', 'skipped')),
  reason            text,                              -- one sentence in words, NULL when ok
  failed_code       text,                              -- of the image list, set exactly when failed
  counts            jsonb NOT NULL DEFAULT '{}',       -- {found, …}; of an earlier scan when failed
  severity          text CHECK (severity IN ('low', 'medium', 'high')),  -- worst finding, NULL: none
  stage_version     text NOT NULL,                     -- empty: of a release that did not note it
  advisory_snapshot bigint,                            -- which advisories it judged by, NULL: none, or not noted
  finished_at       timestamptz NOT NULL,
  PRIMARY KEY (project_pk, digest, stage)
) WITH (fillfactor = 70);

-- Until now counters stood on the manifest only; those of vulnerabilities were the only ones there were.
INSERT INTO stage_result (project_pk, digest, stage, state, reason, failed_code, counts, severity, stage_version, finished_at)
SELECT s.project_pk, s.digest, s.stage, s.status, s.reason,
  CASE WHEN s.status = 'failed' THEN coalesce(m.scan_failed_code, 'unknown_error') END,
  CASE WHEN s.stage = 'vulnerabilities' THEN jsonb_build_object('found', m.vul_num) ELSE '{}' END,
  CASE WHEN s.stage = 'vulnerabilities' AND m.severity <> 'none' THEN m.severity END,
  '', s.at
FROM stage_state s JOIN manifest m USING (project_pk, digest);

DROP TABLE stage_state;

-- Checked once for each package of each scan; the scan holds the manifest itself instead (docs/adr/0004).
ALTER TABLE manifest_package DROP CONSTRAINT manifest_package_project_pk_digest_fkey;
