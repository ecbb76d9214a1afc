-- Registries, images and their change log. Never index a column that a sync or a scan changes (docs/adr/0004).
-- Rows below a manifest or an image have no foreign key to it: all are written under the project's lock (docs/adr/0004), and a
-- session keeps the plan of such a check from when the table was small (10,000 images: 20 s instead of 2 s).
CREATE TABLE registry (
  project_pk             integer NOT NULL REFERENCES project,
  registry_pk            integer NOT NULL,
  registry_id            text NOT NULL UNIQUE,
  eps_pk                 integer NOT NULL DEFAULT 0,
  registry_name          text NOT NULL,
  registry_type          text NOT NULL CHECK (registry_type IN ('swr-private','swr-shared','swr-enterprise','harbor','jfrog','oci')),
  api_version            text NOT NULL DEFAULT 'V2',
  protocol               text NOT NULL CHECK (protocol IN ('http', 'https')),
  registry_addr          text NOT NULL,
  registry_username      text NOT NULL DEFAULT '',   -- empty: anonymous
  secret_sealed          bytea,
  namespace              text NOT NULL DEFAULT '',
  connect_cluster_id     text NOT NULL DEFAULT '',
  get_scan_image_channel text NOT NULL DEFAULT 'Other',
  repositories           text[],                     -- explicit repository list when the catalog is not offered
  instance_id            text NOT NULL DEFAULT '',
  instance_name          text NOT NULL DEFAULT '',
  instance_url           text NOT NULL DEFAULT '',
  status                 text NOT NULL DEFAULT 'accessing' CHECK (status IN ('accessing', 'success', 'fail')),
  fail_reason            text,                       -- CREATE_JOB_FAILED | REQUEST_API_ERROR | SERVER_ERROR
  fail_detail            text,                       -- one sentence in words, free of secrets
  images_num             integer NOT NULL DEFAULT 0,
  synced_at              timestamptz(3),             -- end of the last complete sync
  deleting               boolean NOT NULL DEFAULT false,
  created_at             timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_pk, registry_pk)
);
-- The name of a registry that is being deleted is free again.
CREATE UNIQUE INDEX registry_name ON registry (project_pk, registry_name) WHERE NOT deleting;

-- One digest. Scans belong to it, so a retag costs nothing.
CREATE TABLE manifest (
  project_pk        integer NOT NULL REFERENCES project,
  digest            text NOT NULL,
  kind              text NOT NULL CHECK (kind IN ('image', 'index', 'schema1', 'artifact', 'accessory', 'unknown')),
  media_type        text NOT NULL,
  config_digest     text,
  size              bigint NOT NULL,                 -- config + distinct layers; an index: the sum of its children
  platform          jsonb,                           -- {os, architecture, variant?, osVersion?}
  created_at        timestamptz,                     -- config "created", NULL when absent or absurd
  registry_pk       integer NOT NULL,                -- where its blobs can be pulled from (latest seen)
  repository        text NOT NULL,
  scan_status       text NOT NULL DEFAULT 'unscanned'
    CHECK (scan_status IN ('unscanned', 'queued', 'scanning', 'succeeded', 'failed', 'download_failed', 'oversized')),
  scan_failed_code  text,
  scan_failed_detail text,
  scan_time         timestamptz,                     -- end of the last finished scan
  analyzer_set      text,                            -- analyzers@versions the packages were derived with
  severity          text CHECK (severity IN ('none', 'low', 'medium', 'high')),
  vul_num           integer NOT NULL DEFAULT 0,
  unsafe_num        integer NOT NULL DEFAULT 0,
  malicious_num     integer NOT NULL DEFAULT 0,
  PRIMARY KEY (project_pk, digest)
);

CREATE TABLE manifest_layer (
  project_pk   integer NOT NULL,
  digest       text NOT NULL,
  ord          integer NOT NULL,                     -- 0 is the base
  layer_digest text NOT NULL,
  diff_id      text,                                 -- from the config, known after the config was read
  media_type   text NOT NULL,
  size         bigint NOT NULL,
  created_by   text,                                 -- history entry of the layer, cut to 4,096 characters
  PRIMARY KEY (project_pk, digest, ord)
);
CREATE INDEX manifest_layer_by_layer ON manifest_layer (project_pk, layer_digest);

-- The children of an index, attestations left out.
CREATE TABLE manifest_child (
  project_pk   integer NOT NULL,
  digest       text NOT NULL,
  ord          integer NOT NULL,
  child_digest text NOT NULL,
  platform     jsonb,
  PRIMARY KEY (project_pk, digest, ord)
);
CREATE INDEX manifest_child_by_child ON manifest_child (project_pk, child_digest);

-- One tag as the list shows it; every filtered or returned value is copied in.
CREATE TABLE image (
  project_pk       integer NOT NULL REFERENCES project,
  id               bigint NOT NULL,
  registry_pk      integer NOT NULL,
  eps_pk           integer NOT NULL DEFAULT 0,
  update_time      timestamptz(3) NOT NULL,
  scan_time        timestamptz(3),
  sync_time        timestamptz(3) NOT NULL,          -- effective: greatest(image.sync_time, registry.synced_at)
  image_size       bigint NOT NULL,
  vul_num          integer NOT NULL DEFAULT 0,
  unsafe_num       integer NOT NULL DEFAULT 0,
  malicious_num    integer NOT NULL DEFAULT 0,
  latest_version   boolean NOT NULL DEFAULT false,
  is_multiarch     boolean NOT NULL DEFAULT false,
  scannable        boolean NOT NULL DEFAULT true,
  listed           boolean NOT NULL DEFAULT true,    -- false: charts, signatures and other artifacts
  scan_status      text NOT NULL DEFAULT 'unscanned',
  severity         text,
  scan_failed_code text,
  shared_status    text CHECK (shared_status IN ('effective', 'expired')),
  domain_name      text,
  namespace        text NOT NULL,
  image_name       text NOT NULL,
  image_version    text NOT NULL,
  image_digest     text NOT NULL,
  update_source    text NOT NULL DEFAULT 'first_seen' CHECK (update_source IN ('registry', 'config', 'first_seen')),
  natural_key      uuid NOT NULL,                    -- md5 of length-prefixed registry, namespace, name, tag
  PRIMARY KEY (project_pk, id)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);
CREATE UNIQUE INDEX image_natural_key ON image (project_pk, natural_key);
CREATE INDEX image_repository ON image (project_pk, registry_pk, namespace, image_name);

-- One platform of a multi-arch image: the scan unit, with an id of its own.
CREATE TABLE image_child (
  project_pk       integer NOT NULL,
  parent_id        bigint NOT NULL,
  ord              integer NOT NULL,
  id               bigint NOT NULL,
  image_digest     text NOT NULL,
  platform         jsonb,
  image_size       bigint NOT NULL DEFAULT 0,
  scannable        boolean NOT NULL DEFAULT true,
  scan_status      text NOT NULL DEFAULT 'unscanned',
  scan_failed_code text,
  scan_time        timestamptz(3),
  severity         text,
  vul_num          integer NOT NULL DEFAULT 0,
  unsafe_num       integer NOT NULL DEFAULT 0,
  malicious_num    integer NOT NULL DEFAULT 0,
  PRIMARY KEY (project_pk, parent_id, ord),
  UNIQUE (project_pk, id)
);

-- Which images carry a digest, so that a scan result finds its rows (digests change only on a retag).
CREATE TABLE image_manifest (
  project_pk integer NOT NULL,
  digest     text NOT NULL,
  image_id   bigint NOT NULL,                        -- image.id, also for the children of a multi-arch image
  PRIMARY KEY (project_pk, digest, image_id)
);
CREATE INDEX image_manifest_by_image ON image_manifest (project_pk, image_id);

-- The change log that in-process indexes follow: one row per committed version, new values in arrays.
CREATE TABLE image_change (
  project_pk       integer NOT NULL REFERENCES project,
  version          bigint NOT NULL,
  at               timestamptz NOT NULL DEFAULT now(),
  ids              bigint[] NOT NULL,
  deleted          boolean[] NOT NULL,
  update_time      timestamptz[] NOT NULL,
  scan_time        timestamptz[] NOT NULL,
  sync_time        timestamptz[] NOT NULL,
  image_size       bigint[] NOT NULL,
  vul_num          integer[] NOT NULL,
  unsafe_num       integer[] NOT NULL,
  malicious_num    integer[] NOT NULL,
  flags            integer[] NOT NULL,               -- bit 0 latest_version, 1 is_multiarch, 2 scannable, 3 listed
  scan_status      text[] NOT NULL,
  severity         text[] NOT NULL,
  created          jsonb NOT NULL DEFAULT '[]',      -- identity columns of new rows only
  PRIMARY KEY (project_pk, version)
);
