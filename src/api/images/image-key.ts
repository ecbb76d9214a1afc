import { type ImageTypeWord, registryTypeOfImageType } from '../../contract/index.ts';
import type { Db } from '../../database/index.ts';
import { type FoundImage, findImage } from '../../inventory/index.ts';
import { AppError, type EnterpriseScope, type Tenant } from '../../model/index.ts';

/** What the finding calls name their image with. */
interface ImageQuery {
  readonly image_type: ImageTypeWord | 'cicd';
  readonly instance_id?: string;
  readonly namespace?: string;
  readonly image_name?: string;
  readonly tag_name?: string;
}

/**
 * The image of a finding call. There are no pipeline images (`cicd`) here. An empty `instance_id` is not a condition.
 * @throws AppError `not_found`
 */
export async function findNamedImage(
  db: Db,
  tenant: Tenant,
  enterprise: EnterpriseScope,
  imageId: string,
  query: ImageQuery,
): Promise<FoundImage> {
  if (query.image_type === 'cicd') {
    throw new AppError('not_found', 'there are no images of the type cicd', { subject: 'image_type' });
  }
  return findImage(db, tenant, {
    enterprise,
    imageId,
    registryType: registryTypeOfImageType[query.image_type],
    namespace: query.namespace,
    imageName: query.image_name,
    imageVersion: query.tag_name,
    instanceId: query.instance_id || undefined,
  });
}
