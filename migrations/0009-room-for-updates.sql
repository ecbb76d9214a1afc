-- An order, a verdict over many or new advisories change all rows of a heap page at once. Only where each of them finds room for its next
-- version on its own page are the indexes left alone and the old versions reused (docs/adr/0004). Measured, 20,000 images ordered and
-- scanned three times: of the updates of image and manifest 61 % and 16 % were heap-only, and the tables grew to 3 and 6 times
-- their size; like this all are, an order writes a fifth of the WAL, and the tables stay as they are. 45, not 50: a scan fills columns.
ALTER TABLE image SET (fillfactor = 45);
ALTER TABLE image_child SET (fillfactor = 45);
ALTER TABLE manifest SET (fillfactor = 45, autovacuum_vacuum_scale_factor = 0.02);
