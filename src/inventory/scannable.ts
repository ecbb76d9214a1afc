/** A digest can be scanned when it has layers; scanning a schema 1 manifest at least says why it cannot be read. */
export const LEAF_KINDS = `('image', 'schema1')`;

/** A platform is a scan unit when its manifest is here and it is not of a system without Linux packages. */
export const SCANNABLE_CHILD = `coalesce(m.kind IN ${LEAF_KINDS}, false)
  AND coalesce(c.platform ->> 'os', m.platform ->> 'os', 'linux') = 'linux'`;
