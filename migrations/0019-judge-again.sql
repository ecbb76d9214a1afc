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
