-- Who owns what and who may do what.
CREATE TABLE project (
  project_pk   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id   text NOT NULL UNIQUE,
  project_name text NOT NULL UNIQUE,
  version      bigint NOT NULL DEFAULT 0,   -- bumped first by every writer of images (docs/adr/0004)
  purge_floor  bigint NOT NULL DEFAULT 0,   -- image_change rows at or below are gone
  next_id      bigint NOT NULL DEFAULT 1,   -- next local image id; wire id = project_pk * 2^32 + local id
  next_registry_pk integer NOT NULL DEFAULT 1, -- never given twice: manifests outlive their registry
  created_at   timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 20);

CREATE TABLE enterprise_project (
  project_pk integer NOT NULL REFERENCES project,
  eps_pk     integer NOT NULL,              -- 0 is the default enterprise project "0"
  eps_id     text NOT NULL,
  eps_name   text NOT NULL,
  PRIMARY KEY (project_pk, eps_pk),
  UNIQUE (project_pk, eps_id)
);

CREATE TABLE principal (
  principal_pk  integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  domain_name   text NOT NULL DEFAULT 'hullwatch',
  user_name     text NOT NULL,
  password_hash text,                       -- scrypt, NULL: no password login
  created_at    timestamptz NOT NULL DEFAULT now(),
  UNIQUE (domain_name, user_name)
);

-- eps_pk NULL grants every enterprise project of the project.
CREATE TABLE principal_grant (
  project_pk   integer NOT NULL REFERENCES project,
  principal_pk integer NOT NULL REFERENCES principal,
  eps_pk       integer,
  role         text NOT NULL CHECK (role IN ('admin', 'operator', 'auditor')),
  UNIQUE NULLS NOT DISTINCT (project_pk, principal_pk, eps_pk)
);

CREATE TABLE access_key (
  access_key    text PRIMARY KEY,
  project_pk    integer NOT NULL REFERENCES project,
  principal_pk  integer NOT NULL REFERENCES principal,
  secret_sealed bytea NOT NULL,
  active        boolean NOT NULL DEFAULT true,
  created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE auth_token (
  token_hash   bytea PRIMARY KEY,           -- SHA-256 of the token; the token itself is never stored
  project_pk   integer NOT NULL REFERENCES project,
  principal_pk integer NOT NULL REFERENCES principal,
  issued_at    timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX auth_token_expiry ON auth_token (expires_at);
