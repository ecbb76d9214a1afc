-- What was read from layers, and the packages derived from it. Read once, judge often.
CREATE TABLE layer (
  project_pk        integer NOT NULL REFERENCES project,
  digest            text NOT NULL,
  diff_id           text NOT NULL,                   -- measured, SHA-256 of the uncompressed bytes
  media_type        text NOT NULL,
  size              bigint NOT NULL,
  uncompressed_size bigint NOT NULL,
  entries           integer NOT NULL,
  read_at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_pk, digest)
);

CREATE TABLE layer_fact (
  project_pk   integer NOT NULL,
  layer_digest text NOT NULL,
  analyzer     text NOT NULL,
  version      integer NOT NULL,
  facts        bytea NOT NULL,                       -- gzip of the JSON array of facts
  problems     jsonb NOT NULL DEFAULT '[]',          -- [{path, reason}] what this analyzer could not read
  PRIMARY KEY (project_pk, layer_digest, analyzer),
  FOREIGN KEY (project_pk, layer_digest) REFERENCES layer ON DELETE CASCADE
);

-- Vulnerabilities are matched once per unique package, not once per image.
CREATE TABLE package (
  project_pk     integer NOT NULL REFERENCES project,
  package_pk     bigint GENERATED ALWAYS AS IDENTITY,
  ecosystem      text NOT NULL,                      -- OSV ecosystem, e.g. 'Debian:12', 'npm'
  name           text NOT NULL,
  version        text NOT NULL,
  arch           text NOT NULL DEFAULT '',
  source_name    text NOT NULL,                      -- what advisories name; equals name where there is no source package
  source_version text NOT NULL,
  purl           text NOT NULL,
  PRIMARY KEY (project_pk, package_pk),
  UNIQUE (project_pk, ecosystem, name, version, arch, source_name, source_version)
);
CREATE INDEX package_by_source ON package (source_name, ecosystem);

CREATE TABLE manifest_package (
  project_pk   integer NOT NULL,
  digest       text NOT NULL,
  package_pk   bigint NOT NULL,
  path         text NOT NULL,                        -- of the database or file that names the package
  layer_digest text NOT NULL,                        -- the layer that introduced it
  PRIMARY KEY (project_pk, digest, package_pk, path),
  FOREIGN KEY (project_pk, digest) REFERENCES manifest ON DELETE CASCADE
);
CREATE INDEX manifest_package_by_package ON manifest_package (project_pk, package_pk);

-- The coverage ledger.
CREATE TABLE stage_state (
  project_pk integer NOT NULL,
  digest     text NOT NULL,
  stage      text NOT NULL,
  status     text NOT NULL CHECK (status IN ('ok', 'partial', 'failed')),
  reason     text,                                   -- one sentence in words, NULL when ok
  at         timestamptz NOT NULL,
  PRIMARY KEY (project_pk, digest, stage),
  FOREIGN KEY (project_pk, digest) REFERENCES manifest ON DELETE CASCADE
);
