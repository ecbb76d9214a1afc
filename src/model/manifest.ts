/**
 * What a manifest is, decided from its media types, `artifactType`, `subject`, config and tag name.
 * `artifact` is a chart, SBOM or other non-image; `accessory` a signature or attestation of another manifest.
 */
export const MANIFEST_KINDS = ['image', 'index', 'schema1', 'artifact', 'accessory', 'unknown'] as const;
export type ManifestKind = (typeof MANIFEST_KINDS)[number];

/** OCI content descriptor, the fields in use (image-spec descriptor.md). `size` in bytes. */
export interface Descriptor {
  readonly mediaType: string;
  /** `sha256:` + 64 hex or `sha512:` + 128 hex. */
  readonly digest: string;
  readonly size: number;
  readonly urls?: readonly string[];
}
