import { byKey } from '../database/index.ts';

/** A digest can be scanned when it has layers; scanning a schema 1 manifest at least says why it cannot be read. */
export const LEAF_KINDS = `('image', 'schema1')`;

/** A platform `c` is a scan unit when its manifest `m` is here and it is not of a system without Linux packages. */
export const SCANNABLE_CHILD = `coalesce(m.kind IN ${LEAF_KINDS}, false)
  AND coalesce(c.platform ->> 'os', m.platform ->> 'os', 'linux') = 'linux'`;

/** Whether a platform of the index `s.digest` is a scan unit. */
export const SOME_CHILD_IS_SCANNABLE = `EXISTS (SELECT FROM (SELECT) AS one
      CROSS JOIN ${byKey('manifest_child', 'digest = s.digest')} AS c
      LEFT JOIN ${byKey('manifest', 'digest = c.child_digest')} AS m ON true WHERE ${SCANNABLE_CHILD} OFFSET 0)`;
