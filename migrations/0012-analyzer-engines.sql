-- An analyzer is opened with rules or a database of its own; facts that another one gave are read anew.
ALTER TABLE layer_fact ADD COLUMN engine text NOT NULL DEFAULT '';
