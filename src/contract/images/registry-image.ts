import Type from 'typebox';
import { allOptional, flag, INT32_MAX, int32, int64, named, oneOf, text } from '../schema/fields.ts';
import {
  IMAGE_TYPE_WORDS,
  REGISTRY_TYPE_WORDS,
  SCAN_FAILURE_CODES,
  SCAN_STATUS_WORDS,
  SEVERITY_WORDS,
} from '../schema/words.ts';

/** What the row of an image and the row of one of its platforms have in common. */
const sharedFields = {
  id: int64({ description: 'Record number, unique in the project.' }),
  image_id: text(0, 128, { description: 'The digest without its algorithm; equal content has an equal id.' }),
  image_name: text(0, 255, { description: 'Name without organization and tag.' }),
  image_version: text(0, 128, { description: 'Tag.' }),
  image_type: oneOf(IMAGE_TYPE_WORDS, { description: 'Kind of image; follows from the kind of registry.' }),
  namespace: text(0, 255, { description: 'Organization.' }),
  image_digest: text(0, 135, { description: 'Manifest digest with its algorithm.' }),
  scan_status: oneOf(SCAN_STATUS_WORDS, { description: 'State of the latest scan.' }),
  vul_num: int32(0, INT32_MAX, { description: 'Number of vulnerabilities.' }),
  unsafe_setting_num: int32(0, INT32_MAX, { description: 'Number of failed baseline checks.' }),
  malicious_file_num: int32(0, INT32_MAX, { description: 'Number of malicious files.' }),
};

const platform = allOptional({ os: text(), architecture: text(), variant: text(), os_version: text() });
export const platformField = Type.Object(platform.properties, { description: 'What this image runs on.' });

/** One platform of a multi-architecture image. */
const AssociateImagesInfo = named('AssociateImagesInfo', allOptional({ ...sharedFields, platform: platformField }));

/** One tag of a repository. */
export const RegistryImagesInfo = named(
  'RegistryImagesInfo',
  allOptional({
    ...sharedFields,
    registry_id: text(1, 64, { description: 'Identifier of the registry.' }),
    registry_name: text(1, 128, { description: 'Display name of the registry.' }),
    registry_type: oneOf(REGISTRY_TYPE_WORDS, { description: 'Kind of registry.' }),
    latest_version: flag({ description: 'Whether this tag is the newest of its image.' }),
    scan_failed_desc: text(undefined, undefined, { description: 'Why the scan failed, in words.' }),
    scan_failed_code: oneOf(SCAN_FAILURE_CODES, { description: 'Why the scan failed.' }),
    image_size: int64({ description: 'Bytes: config and distinct layers, compressed. Never cut off.' }),
    latest_update_time: int64({ description: 'Last change of the tag, milliseconds since 1970-01-01T00:00:00Z.' }),
    latest_scan_time: int64({ description: 'End of the latest finished scan, in milliseconds; 0 means never.' }),
    latest_sync_time: int64({ description: 'End of the latest sync that saw the tag, in milliseconds.' }),
    domain_name: text(0, 128, { description: 'Owning account of a shared image, else empty.' }),
    shared_status: oneOf(['expired', 'effective'], { description: 'Whether a shared image may still be pulled.' }),
    scannable: flag({ description: 'Whether a scan can be started.' }),
    is_multiple_arch: flag({ description: 'Whether the tag is a multi-architecture index.' }),
    instance_name: text(0, 128, { description: 'SWR enterprise instance, else empty.' }),
    instance_id: text(0, 64, { description: 'SWR enterprise instance, else empty.' }),
    instance_url: text(0, 256, { description: 'SWR enterprise instance, else empty.' }),
    severity_level: oneOf(SEVERITY_WORDS, { description: 'Worst risk found; absent until a scan has finished.' }),
    association_images: Type.Array(AssociateImagesInfo, { description: 'The platforms of a multi-arch image.' }),
  }),
);
