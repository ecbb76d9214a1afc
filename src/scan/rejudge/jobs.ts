import Type from 'typebox';
import { defineJob } from '../../jobs/index.ts';

/** Loads one advisory source. */
export const loadAdvisoriesJob = defineJob({
  name: 'load-advisories',
  payload: Type.Object({ source: Type.String() }),
  key: ({ source }) => source,
});

/** Removes advisory sources other than these. */
export const retireAdvisoriesJob = defineJob({
  name: 'retire-advisories',
  payload: Type.Object({ sources: Type.Array(Type.String()) }),
  key: () => 'all',
});

/** Judges again what changed advisories concern. */
export const rejudgeImagesJob = defineJob({
  name: 'rejudge-images',
  payload: Type.Object({}),
  key: () => 'all',
  queue: () => 'rejudge-images',
});

/** Has images judged by their configs that were scanned before the stage, or its present rules, were there: one pass at a time. */
export const judgeConfigsJob = defineJob({
  name: 'judge-configs',
  payload: Type.Object({
    /** Where the pass stands; null at its start. */
    after: Type.Union([Type.Null(), Type.Object({ projectPk: Type.Integer(), digest: Type.String() })]),
    /** Registries that did not answer in this pass, `project/registry`: each costs one timeout, not one an image. */
    silent: Type.Array(Type.String()),
  }),
  key: () => 'all',
});

/** Queued by release 0.1.0 only. */
export const rematchPackagesJob = defineJob({
  name: 'rematch-packages',
  payload: Type.Object({ keys: Type.Array(Type.Object({ ecosystem: Type.String(), name: Type.String() })) }),
});

/** Queued by release 0.1.0 only. */
export const rejudgeEcosystemsJob = defineJob({
  name: 'rejudge-ecosystems',
  payload: Type.Object({ ecosystems: Type.Array(Type.String()) }),
});
