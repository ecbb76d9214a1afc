-- What other feeds say about vulnerabilities: known exploited (KEV), likely exploited (EPSS), not affected (VEX).

-- What a source holds: advisories, or the entries of the enrichment feed of this name.
ALTER TABLE advisory_source ADD COLUMN feed text NOT NULL DEFAULT 'advisories';

CREATE TABLE advisory_enrichment (
  vul_id     text NOT NULL,                          -- as advisory.vul_id; no advisory need know it
  feed       text NOT NULL,                          -- 'kev'
  source     text NOT NULL REFERENCES advisory_source ON DELETE CASCADE,
  attributes jsonb NOT NULL,                         -- what the feed says, at most 4 KiB
  PRIMARY KEY (vul_id, feed)
);
CREATE INDEX advisory_enrichment_by_source ON advisory_enrichment (source);

-- The list of registry types is the model's; a new type needs no migration.
ALTER TABLE registry DROP CONSTRAINT registry_registry_type_check;
ALTER TABLE registry ADD CONSTRAINT registry_type_form CHECK (registry_type ~ '^[a-z][a-z0-9-]{0,31}$');
