import type { Hit, InspectedImage } from './inspected.ts';

const ROOT = /^(?:root|0+)(?::|$)/i;
const WINDOWS_ADMINISTRATOR = /^ContainerAdministrator$/i;
const FROM = /(?:^|\s)FROM (\S{1,512})/;
const BASE_NAME = 'org.opencontainers.image.base.name';
const IMAGE_ID = /^(?:sha256:)?[0-9a-f]{12,64}$/;

/** USER as the config has it: the last USER instruction, of this image or its base. */
export function findUser(is: 'root' | 'unset', { image, instructions }: InspectedImage): Hit[] {
  const { user } = image.config;
  const last = instructions.findLastIndex(({ instruction }) => instruction.instruction === 'USER');
  const hit = last < 0 ? null : last;
  if (is === 'root') return ROOT.test(user) || WINDOWS_ADMINISTRATOR.test(user) ? [hit] : [];
  // The default user of Windows images depends on the base image.
  return user === '' && image.os !== 'windows' ? [null] : [];
}

/** Base images that are named by a moving tag: Buildah's comment `FROM name`, a FROM in the history, the OCI label. */
export function findUnpinnedBase({ image, instructions }: InspectedImage): Hit[] {
  const named = instructions.flatMap(({ instruction }, index) => {
    const line = instruction.instruction === 'FROM' ? `FROM ${instruction.text}` : instruction.comment;
    const base = FROM.exec(line)?.[1];
    return base !== undefined && isUnpinned(base) ? [index] : [];
  });
  const label = image.config.labels[BASE_NAME];
  return named.length > 0 || label === undefined || !isUnpinned(label) ? named : [null];
}

/** No digest, and the tag `latest` or none. A port is no tag; an image id is as good as a digest. */
function isUnpinned(reference: string): boolean {
  if (reference.includes('@') || reference === 'scratch' || reference === '' || IMAGE_ID.test(reference)) return false;
  if (reference.includes('$')) return false;
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  return !name.includes(':') || name.endsWith(':latest');
}
