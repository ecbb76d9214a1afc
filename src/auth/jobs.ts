import Type from 'typebox';
import { defineJob } from '../jobs/index.ts';

/** Removes expired tokens. */
export const purgeTokensJob = defineJob({
  name: 'purge-tokens',
  payload: Type.Object({}),
  key: () => 'all',
});
