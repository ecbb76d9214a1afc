import Type, { type Static } from 'typebox';
import { answer, enterpriseProjectId, limit, named, offset, oneOf, page, params, text } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { FINDING_IMAGE_TYPE_WORDS, REPAIR_NECESSITIES } from '../schema/words.ts';

const optional = Type.Optional;
const RATINGS = ['High', 'Medium', 'Low'] as const;

/** Lengths are those of what is stored (tags to 128, names to 255 characters); the vendor declares less and we never cut. */
export const ImageVulInfo = named(
  'ImageVulInfo',
  answer({
    vul_id: text(0, 128, { description: 'CVE, or the advisory where there is none.' }),
    repair_necessity: oneOf(REPAIR_NECESSITIES, { description: 'High, medium or low.' }),
    description: text(),
    position: text(undefined, undefined, { description: 'Digest of the layer that brought the software in.' }),
    app_name: text(),
    app_path: text(1, 4096, { description: 'File or package database that names the software.' }),
    version: text(undefined, undefined, { description: 'Installed version.' }),
    solution: text(undefined, undefined, { description: 'What to upgrade to.' }),
    url: text(),
    severity_level: oneOf(RATINGS, { description: 'Worst rating of the advisories; unrated counts as Medium.' }),
    cvss_score: Type.Unsafe<number>({ type: 'number', format: 'float', minimum: 0, maximum: 10 }),
    fixed_version: text(undefined, undefined, { description: 'Absent: no fix is known.' }),
    advisory_ids: Type.Array(text(), { description: 'The advisories that say so.' }),
    packages: Type.Array(text(), { description: 'Installed packages, `name version`, built from `app_name`.' }),
    image_digest: text(0, 135, { description: 'The manifest it is in; of a multi-arch image, the platform.' }),
  }),
);
export type ImageVulInfo = Static<typeof ImageVulInfo>;

export const listImageVulnerabilities = {
  operationId: 'ListImageVulnerabilities',
  method: 'GET',
  path: '/v5/{project_id}/image/{image_id}/vulnerabilities',
  tag: 'Findings: vulnerabilities',
  summary: 'List the vulnerabilities of one image.',
  access: 'read',
  params: params({ image_id: text(0, 128, { description: 'As `image_id` of the image list.' }) }),
  query: Type.Object({
    enterprise_project_id: enterpriseProjectId,
    offset,
    limit,
    image_type: oneOf(FINDING_IMAGE_TYPE_WORDS),
    instance_id: optional(text(0, 128)),
    namespace: text(0, 255),
    image_name: text(0, 255),
    tag_name: text(0, 128),
    repair_necessity: optional(oneOf(REPAIR_NECESSITIES)),
    vul_id: optional(text(0, 128, { description: 'Part of the identifier.' })),
    app_name: optional(text(0, 64, { description: 'Part of the name.' })),
    type: optional(oneOf(['linux_vul', 'app_vul'], { description: 'Of system packages, or of applications.' })),
    handle_status: optional(oneOf(['unhandled', 'handled'])),
  }),
  response: named('ListImageVulnerabilitiesResponse', page(ImageVulInfo, { minItems: 0, maxItems: 200 })),
} as const satisfies Operation;
