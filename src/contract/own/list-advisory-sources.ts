import Type from 'typebox';
import { allOptional, int32, int64, limit, named, offset, oneOf, page, params, text } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';

const RejectedRecord = named('RejectedRecord', allOptional({ name: text(), reason: text() }));

const AdvisorySource = named(
  'AdvisorySource',
  allOptional({
    feed: text(undefined, undefined, {
      description: '`advisories`, or the enrichment feed that comes from it, such as `kev`.',
    }),
    source: text(undefined, undefined, { description: 'Folder, zip or URL; without what may be secret in a URL.' }),
    status: oneOf(['pending', 'ok', 'partial', 'failed'], { description: 'How the latest load ended.' }),
    reason: text(undefined, undefined, { description: 'What went wrong, in words; absent when nothing did.' }),
    loaded_num: int32(0, undefined, {
      description: 'Advisories or entries in use, of the latest load that did not fail.',
    }),
    rejected_num: int32(0, undefined, { description: 'Files and records of that load that could not be used.' }),
    rejected: Type.Array(RejectedRecord, { description: 'The first 100 of them, broken ones first.' }),
    check_time: int64({ description: 'When the source was last looked at, in milliseconds; 0 means never.' }),
    load_time: int64({ description: 'When what is in use was loaded: its age; 0 means never.' }),
  }),
);

/** Ours: what images are judged by and enriched with, and how old it is. */
export const listAdvisorySources = {
  operationId: 'ListAdvisorySources',
  method: 'GET',
  path: '/v5/{project_id}/image/advisory-sources',
  tag: 'Scan tasks',
  summary: 'List the sources of advisories and enrichments with their state and age.',
  access: 'read',
  params: params({}),
  query: Type.Object({ offset, limit }),
  response: named('ListAdvisorySourcesResponse', page(AdvisorySource)),
  example: {
    request: {},
    answer: {
      total_num: 1,
      data_list: [
        {
          feed: 'advisories',
          source: '/advisories/debian.zip',
          status: 'partial',
          reason: '1 files or records could not be read, the first: DSA-0001-1.json (/id must be string)',
          loaded_num: 40,
          rejected_num: 1,
          rejected: [{ name: 'DSA-0001-1.json', reason: '/id must be string' }],
          check_time: 1_795_784_000_000,
          load_time: 1_795_780_800_000,
        },
      ],
    },
  },
} as const satisfies Operation;
