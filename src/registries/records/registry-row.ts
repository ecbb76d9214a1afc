/** The columns of a registry without its secret, under the names of the model. The table goes by the alias `r`. */
export const REGISTRY_COLUMNS = `r.project_pk AS "projectPk", r.registry_pk AS "registryPk", r.registry_id AS "registryId",
  r.eps_pk AS "epsPk", r.registry_name AS "registryName", r.registry_type AS "registryType", r.api_version AS "apiVersion",
  r.protocol, r.registry_addr AS "registryAddr", r.registry_username AS "registryUsername", r.namespace,
  r.connect_cluster_id AS "connectClusterId", r.get_scan_image_channel AS "getScanImageChannel", r.repositories,
  r.instance_id AS "instanceId", r.instance_name AS "instanceName", r.instance_url AS "instanceUrl", r.status,
  r.fail_reason AS "failReason", r.fail_detail AS "failDetail", r.images_num AS "imagesNum", r.synced_at AS "syncedAt"`;

/** Changes with address, protocol, user name and password. */
export const CONNECTION = `md5(concat_ws(E'\\n', r.protocol, r.registry_addr, r.registry_username, encode(r.secret_sealed, 'hex')))`;

/** What the secret of a registry is sealed for: one that is copied to another registry cannot be unsealed. */
export function secretContext(registryId: string): string {
  return `registry:${registryId}:password`;
}
