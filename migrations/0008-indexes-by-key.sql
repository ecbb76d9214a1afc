-- An index that leads with the project competes with the primary key for every look-up. In a project that the planner's statistics do
-- not know yet both seem equally good, and the wrong one reads the whole project for each row (docs/adr/0004). These lead with
-- what they are for: identifiers that are unique in all projects, or nearly so. image_repository is the one that cannot.
DROP INDEX image_natural_key;
CREATE UNIQUE INDEX image_natural_key ON image (natural_key, project_pk);

ALTER TABLE image_child DROP CONSTRAINT image_child_project_pk_id_key, ADD UNIQUE (id, project_pk);

DROP INDEX image_manifest_by_image;
CREATE INDEX image_manifest_by_image ON image_manifest (image_id, project_pk);

DROP INDEX manifest_layer_by_layer;
CREATE INDEX manifest_layer_by_layer ON manifest_layer (layer_digest, project_pk);

DROP INDEX manifest_child_by_child;
CREATE INDEX manifest_child_by_child ON manifest_child (child_digest, project_pk);

ALTER TABLE package DROP CONSTRAINT package_project_pk_ecosystem_name_version_arch_source_name__key,
  ADD UNIQUE (name, version, ecosystem, arch, source_name, source_version, project_pk);

DROP INDEX manifest_package_by_package;
CREATE INDEX manifest_package_by_package ON manifest_package (package_pk, project_pk);

DROP INDEX task_image_by_digest;
CREATE INDEX task_image_by_digest ON task_image (digest, project_pk) WHERE state IN ('queued', 'running');
