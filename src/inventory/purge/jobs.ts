import Type from 'typebox';
import { defineJob } from '../../jobs/index.ts';

/** Drops what no image needs any more, and the change log of yesterday. */
export const purgeInventoryJob = defineJob({
  name: 'purge-inventory',
  payload: Type.Object({}),
  key: () => 'all',
});
