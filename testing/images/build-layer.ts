import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type LayerEntry, type TarFormat, writeTar } from './write-tar.ts';
import { writeZstd } from './write-zstd.ts';

export type LayerCompression = 'gzip' | 'zstd' | 'none';

/** One layer as a registry serves it. */
export interface BuiltLayer {
  readonly bytes: Buffer;
  readonly digest: string;
  readonly diffId: string;
  readonly mediaType: string;
}

const MEDIA_TYPES = {
  gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
  none: 'application/vnd.oci.image.layer.v1.tar',
} as const;

/** Packs entries (or a finished archive) into a layer. The same input gives the same bytes. */
export function buildLayer(
  entries: readonly LayerEntry[] | Buffer,
  options: { compression?: LayerCompression; format?: TarFormat } = {},
): BuiltLayer {
  const compression = options.compression ?? 'gzip';
  const tar = Buffer.isBuffer(entries) ? entries : writeTar(entries, options.format);
  const bytes = compress(tar, compression);
  return { bytes, digest: sha256(bytes), diffId: sha256(tar), mediaType: MEDIA_TYPES[compression] };
}

export function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function compress(tar: Buffer, compression: LayerCompression): Buffer {
  if (compression === 'gzip') return gzipSync(tar);
  return compression === 'zstd' ? writeZstd(tar) : tar;
}
