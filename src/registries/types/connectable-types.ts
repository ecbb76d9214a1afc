import { AppError, type RegistryType } from '../../model/index.ts';

/** Registry types that this release can connect; all of them are spoken to over the OCI / Docker v2 API. */
export const CONNECTABLE_TYPES: readonly RegistryType[] = ['harbor', 'jfrog', 'oci'];

/** @throws AppError `invalid_parameter` with subject `registry_type` */
export function checkConnectable(type: RegistryType): void {
  if (CONNECTABLE_TYPES.includes(type)) return;
  throw new AppError(
    'invalid_parameter',
    `this release connects registries of the types ${CONNECTABLE_TYPES.join(', ')}, not ${type}`,
    {
      subject: 'registry_type',
    },
  );
}
