-- What changed advisories make to be judged again: first the packages that they name are matched, then every image that holds one of them
-- is judged, once. A row is deleted in the transaction that does its work, so that a killed worker loses nothing.
CREATE TABLE package_to_match (
  project_pk integer NOT NULL,
  package_pk bigint NOT NULL,
  PRIMARY KEY (package_pk, project_pk)
);

CREATE TABLE manifest_to_judge (
  project_pk integer NOT NULL,
  digest     text NOT NULL,
  PRIMARY KEY (project_pk, digest)
);

-- Raised by every load that changes what packages are judged by. One row.
CREATE TABLE advisory_snapshot (
  snapshot bigint NOT NULL
);
INSERT INTO advisory_snapshot VALUES (0);

-- The stages of the release whose worker started last. A result of another version is stale, and a stage without a result has not looked.
CREATE TABLE stage_version (
  stage   text PRIMARY KEY,
  version text NOT NULL
);

-- Jobs of release 0.1.0 named what had changed in their payload, also those that failed for good, which stay as a record.
DO $$
BEGIN
  IF to_regclass('job') IS NULL THEN
    RETURN;
  END IF;
  INSERT INTO package_to_match (project_pk, package_pk)
    SELECT p.project_pk, p.package_pk FROM job, jsonb_path_query(job.payload::jsonb, '$.keys[*]') AS k
    JOIN package p ON p.source_name = k ->> 'name' AND k ->> 'ecosystem' IN (p.ecosystem, split_part(p.ecosystem, ':', 1))
    WHERE job.name = 'rematch-packages'
    UNION
    SELECT p.project_pk, p.package_pk FROM job, jsonb_path_query(job.payload::jsonb, '$.ecosystems[*]') AS e
    JOIN package p ON p.ecosystem = e #>> '{}' WHERE job.name = 'rejudge-ecosystems';
  DELETE FROM job WHERE name IN ('rematch-packages', 'rejudge-ecosystems') AND state <> 'failed';
  INSERT INTO job (name, payload, key, queue, priority, max_attempts)
    SELECT 'rejudge-images', '{}', 'all', 'rejudge-images', 0, 10 WHERE EXISTS (SELECT FROM package_to_match);
END
$$;
