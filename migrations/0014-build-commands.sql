-- What the build of an image did, as far as its config tells. Rows below a manifest, without foreign keys (docs/adr/0004): they go with it.
CREATE TABLE image_config (
  project_pk integer NOT NULL,
  digest     text NOT NULL,                  -- of the manifest
  document   jsonb NOT NULL,                 -- image-spec config.md without rootfs; members bounded, oci/config-document.ts
  problems   jsonb NOT NULL DEFAULT '[]',    -- [{path, reason}]: what was cut or could not be read
  PRIMARY KEY (project_pk, digest)
);
COMMENT ON TABLE image_config IS 'written by the first scan of a digest, or by the job that reads the configs of images scanned before';

-- One rule that one digest breaks, with all instructions that break it.
CREATE TABLE build_command_risk (
  project_pk integer NOT NULL,
  digest     text NOT NULL,
  rule_id    text NOT NULL,                  -- docs/build-command-rules.md
  risks      jsonb NOT NULL,                 -- [{index, text, cut, layer}]: secrets are masked; an image as a whole has index null
  PRIMARY KEY (project_pk, digest, rule_id)
);
CREATE INDEX build_command_risk_by_rule ON build_command_risk (rule_id, project_pk);
