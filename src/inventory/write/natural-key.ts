import { hash } from 'node:crypto';

/**
 * What makes an image row the same row in the next sync: MD5 over the length-prefixed parts, in the form of a UUID.
 * The prefixes keep `a/b` + `c` and `a` + `b/c` apart. MD5 only spreads here: the parts are compared nowhere else
 * because a registry that forges a collision confuses two tags of its own (registry_pk is a part).
 */
export function naturalKey(registryPk: number, namespace: string, imageName: string, tag: string): string {
  const parts = [String(registryPk), namespace, imageName, tag].map((part) => `${Buffer.byteLength(part)}:${part}`);
  return hash('md5', parts.join(''), 'hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
