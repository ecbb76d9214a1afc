-- Never written: facts are stored by analyzer and version.
ALTER TABLE manifest DROP COLUMN analyzer_set;
