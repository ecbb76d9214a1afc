import Type from 'typebox';
import { allOptional, enterpriseProjectId, limit, named, offset, oneOf, page, params, text } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { FINDING_IMAGE_TYPE_WORDS, REPAIR_NECESSITIES } from '../schema/words.ts';

const optional = Type.Optional;
const RATINGS = ['High', 'Medium', 'Low'] as const;

/** Lengths are those of what is stored (tags to 128, names to 255 characters); the vendor declares less and we never cut. */
const ImageVulInfo = named(
  'ImageVulInfo',
  allOptional({
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
  example: {
    request: {
      params: { image_id: 'cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801' },
      query: { image_type: 'other', namespace: 'team', image_name: 'web', tag_name: '1.0', limit: 50 },
    },
    answer: {
      total_num: 1,
      data_list: [
        {
          vul_id: 'CVE-2023-38545',
          repair_necessity: 'immediate_repair',
          description: 'A heap buffer overflow in the SOCKS5 proxy handshake.',
          position: 'sha256:7461657994e08f09ad2b4a2b1a6ab9a5f3a60b4a4b5e6e5d9f9a3c1d2e3f4a5b',
          app_name: 'curl',
          app_path: 'var/lib/dpkg/status',
          version: '7.88.1-10',
          solution: 'Upgrade curl to 7.88.1-10+deb12u4.',
          url: 'https://nvd.nist.gov/vuln/detail/CVE-2023-38545',
          severity_level: 'High',
          cvss_score: 9.8,
          fixed_version: '7.88.1-10+deb12u4',
          advisory_ids: ['DSA-5523-1'],
          packages: ['curl 7.88.1-10', 'libcurl4 7.88.1-10'],
          image_digest: 'sha256:cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801',
        },
      ],
    },
  },
} as const satisfies Operation;
