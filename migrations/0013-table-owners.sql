-- Each table is written by one module (ARCHITECTURE.md, Tables). The row of project belongs to auth; what inventory and registries kept in
-- it moves to tables of their own. The writers of image rows lock the row of inventory_state from now on (docs/adr/0004), so processes of
-- the release before must have ended. One row a project moves; no row of image or manifest is read or written.
CREATE TABLE inventory_state (
  project_pk  integer PRIMARY KEY REFERENCES project,
  version     bigint NOT NULL DEFAULT 0,   -- of the image rows: raised with every row of image_change
  purge_floor bigint NOT NULL DEFAULT 0,   -- image_change rows at or below are gone
  next_id     bigint NOT NULL DEFAULT 1    -- next local image id; wire id = project_pk * 2^32 + local id
) WITH (fillfactor = 20);
COMMENT ON TABLE inventory_state IS 'one row a project, made by its first write of images';

CREATE TABLE registry_sequence (
  project_pk       integer PRIMARY KEY REFERENCES project,
  next_registry_pk integer NOT NULL DEFAULT 1   -- never given twice: manifests outlive their registry
);
COMMENT ON TABLE registry_sequence IS 'one row a project, made when its first registry is connected';

INSERT INTO inventory_state (project_pk, version, purge_floor, next_id) SELECT project_pk, version, purge_floor, next_id FROM project;
INSERT INTO registry_sequence (project_pk, next_registry_pk) SELECT project_pk, next_registry_pk FROM project;
ALTER TABLE project DROP COLUMN version, DROP COLUMN purge_floor, DROP COLUMN next_id, DROP COLUMN next_registry_pk;
ALTER TABLE project RESET (fillfactor);
