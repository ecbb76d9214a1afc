-- Advisories are the same for every project.
CREATE TABLE advisory_source (
  source       text PRIMARY KEY,                     -- the configured folder, zip or URL
  fingerprint  text,                                 -- of the last content loaded; equal means: skip
  status       text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'ok', 'partial', 'failed')),
  reason       text,
  loaded       integer NOT NULL DEFAULT 0,
  rejected     integer NOT NULL DEFAULT 0,
  rejects      jsonb NOT NULL DEFAULT '[]',          -- [{name, reason}], the first 100
  checked_at   timestamptz,
  loaded_at    timestamptz
);

CREATE TABLE advisory (
  advisory_pk  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source       text NOT NULL REFERENCES advisory_source ON DELETE CASCADE,
  advisory_id  text NOT NULL,
  vul_id       text NOT NULL,                        -- its one CVE, else advisory_id: what people look for
  cves         text[] NOT NULL,
  summary      text NOT NULL DEFAULT '',
  details      text NOT NULL DEFAULT '',
  cvss_score   real,                                 -- 0 to 10, NULL when no vector could be read
  cvss_vector  text,
  severity     text CHECK (severity IN ('low', 'medium', 'high')),   -- NULL: the record says nothing
  url          text NOT NULL DEFAULT '',
  published    timestamptz,
  modified     timestamptz NOT NULL,
  content_hash bytea NOT NULL,
  UNIQUE (source, advisory_id)
);
CREATE INDEX advisory_by_vul ON advisory (vul_id);

CREATE TABLE advisory_affected (
  advisory_pk bigint NOT NULL REFERENCES advisory ON DELETE CASCADE,
  ord         integer NOT NULL,
  ecosystem   text NOT NULL,
  name        text NOT NULL,
  ranges      jsonb NOT NULL,                        -- OSV ranges: [{type, events: [{introduced|fixed|last_affected|limit}]}]
  versions    text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (advisory_pk, ord)
);
CREATE INDEX advisory_affected_by_package ON advisory_affected (ecosystem, name);

-- Ecosystems that any source speaks of: a package outside them is unknown, not safe.
CREATE TABLE advisory_ecosystem (
  source    text NOT NULL REFERENCES advisory_source ON DELETE CASCADE,
  ecosystem text NOT NULL,
  PRIMARY KEY (source, ecosystem)
);

-- A match with its evidence.
CREATE TABLE package_advisory (
  project_pk    integer NOT NULL,
  package_pk    bigint NOT NULL,
  advisory_pk   bigint NOT NULL REFERENCES advisory ON DELETE CASCADE,
  verdict       text NOT NULL CHECK (verdict IN ('affected', 'undetermined')),
  fixed_version text,
  evidence      text NOT NULL,                       -- which range or version list said so
  PRIMARY KEY (project_pk, package_pk, advisory_pk),
  FOREIGN KEY (project_pk, package_pk) REFERENCES package ON DELETE CASCADE
);
CREATE INDEX package_advisory_by_advisory ON package_advisory (advisory_pk);
