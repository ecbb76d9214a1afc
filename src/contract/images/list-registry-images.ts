import Type from 'typebox';
import {
  COUNT_MAX,
  enterpriseProjectId,
  flag,
  int64Input,
  limit,
  named,
  offset,
  oneOf,
  page,
  params,
  text,
} from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { IMAGE_TYPE_WORDS, SCAN_STATUS_WORDS, SEVERITY_WORDS } from '../schema/words.ts';
import { RegistryImagesInfo } from './registry-image.ts';

const optional = Type.Optional;

/** Bounds of a time range: inclusive, UTC milliseconds, rows without the time never match. */
const from = (what: string) => optional(int64Input({ description: `${what}: not before, in milliseconds.` }));
const until = (what: string) =>
  optional(int64Input({ description: `${what}: not after, in milliseconds. Absent with a start: until now.` }));

const query = Type.Object({
  enterprise_project_id: enterpriseProjectId,
  namespace: optional(text(1, 128, { description: 'Organization, exactly.' })),
  image_name: optional(text(1, 128, { description: 'Image name without organization and tag, exactly.' })),
  image_version: optional(text(1, 64, { description: 'Tag, exactly.' })),
  registry_name: optional(text(1, 128, { description: 'Display name of the registry, exactly.' })),
  offset,
  image_type: optional(oneOf(IMAGE_TYPE_WORDS, { description: 'Kind of image.' })),
  sort_key: optional(oneOf(['latest_scan_time'], { description: 'Sort by this; absent: by id.' })),
  sort_dir: oneOf(['asc', 'desc'], { default: 'asc', description: 'Direction; ignored without `sort_key`.' }),
  limit,
  latest_version: flag({ default: false, description: '`true` keeps the newest tag of each image.' }),
  image_size: optional(int64Input({ description: 'Size in bytes, exactly.' })),
  scan_status: optional(oneOf(SCAN_STATUS_WORDS, { description: 'State of the latest scan.' })),
  start_latest_update_time: from('Last change of the tag'),
  end_latest_update_time: until('Last change of the tag'),
  start_latest_scan_time: from('End of the latest scan'),
  end_latest_scan_time: until('End of the latest scan'),
  start_latest_sync_time: from('End of the latest sync'),
  end_latest_sync_time: until('End of the latest sync'),
  has_malicious_file: optional(flag({ description: 'Scanned images with (`true`) or without malicious files.' })),
  has_unsafe_setting: optional(flag({ description: 'Scanned images with or without failed baseline checks.' })),
  has_vul: optional(flag({ description: 'Scanned images with or without vulnerabilities.' })),
  risky: optional(flag({ description: 'Scanned images with or without any of the three.' })),
  instance_id: optional(text(0, 128, { description: 'SWR enterprise instance, exactly.' })),
  instance_name: optional(text(0, 128, { description: 'SWR enterprise instance, exactly.' })),
  is_multarch: optional(flag({ description: 'Multi-architecture images only, or none of them.' })),
  severity_level: optional(oneOf(SEVERITY_WORDS, { description: 'Worst risk of a finished scan.' })),
});

export const listRegistryImages = {
  operationId: 'ListRegistryImages',
  method: 'GET',
  path: '/v5/{project_id}/image/registries/images',
  tag: 'Repository images',
  summary: 'List the images of all registries, with their security state.',
  access: 'read',
  params: params({}),
  query,
  response: named('ListRegistryImagesResponse', page(RegistryImagesInfo, { minItems: 0, maxItems: 200 }, COUNT_MAX)),
  example: {
    request: { query: { risky: true, sort_key: 'latest_scan_time', sort_dir: 'desc', limit: 20 } },
    answer: {
      total_num: 1,
      data_list: [
        {
          id: 4294967297,
          image_id: 'cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801',
          image_name: 'web',
          image_version: '1.0',
          image_type: 'other',
          namespace: 'team',
          image_digest: 'sha256:cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801',
          scan_status: 'success',
          vul_num: 5,
          unsafe_setting_num: 0,
          malicious_file_num: 0,
          registry_id: '3f0c9a52-6f0f-4f0e-9a38-5b5b6a1f7a10',
          registry_name: 'Lab',
          registry_type: 'Other',
          latest_version: true,
          image_size: 48_211_394,
          latest_update_time: 1_795_780_800_000,
          latest_scan_time: 1_795_784_400_000,
          latest_sync_time: 1_795_784_000_000,
          domain_name: '',
          scannable: true,
          is_multiple_arch: false,
          instance_name: '',
          instance_id: '',
          instance_url: '',
          severity_level: 'High',
        },
      ],
    },
  },
} as const satisfies Operation;
