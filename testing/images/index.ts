export {
  type BuiltDocument,
  type BuiltImage,
  buildImage,
  buildIndex,
  buildSchema1,
  type ImageConfig,
  type IndexMember,
} from './build-image.ts';
export { type BuiltLayer, buildLayer, type LayerCompression, sha256 } from './build-layer.ts';
export {
  type LayerEntry,
  padded,
  paxMember,
  type RawHeader,
  type TarFormat,
  tarHeader,
  withChecksum,
  writeTar,
} from './write-tar.ts';
export { skippableZstdFrame, writeZstd } from './write-zstd.ts';
