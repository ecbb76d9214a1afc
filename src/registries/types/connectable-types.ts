import { AppError, REGISTRY_TYPE_NAMES, REGISTRY_TYPES, type RegistryType } from '../../model/index.ts';

/** @throws AppError `invalid_parameter` with subject `registry_type` */
export function checkConnectable(type: RegistryType): void {
  if (REGISTRY_TYPES[type].connectable) return;
  const connectable = REGISTRY_TYPE_NAMES.filter((name) => REGISTRY_TYPES[name].connectable);
  throw new AppError(
    'invalid_parameter',
    `this release connects registries of the types ${connectable.join(', ')}, not ${type}`,
    {
      subject: 'registry_type',
    },
  );
}
