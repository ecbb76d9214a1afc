import type { ScannableManifest } from '../../inventory/index.ts';
import { ScanError } from './failure.ts';

export interface ImageLimits {
  /** All compressed layers together, bytes. */
  readonly imageBytes: number;
  readonly layerCount: number;
}

/** Media types whose bytes cannot be read: encrypted layers hold no readable tar (OCI image encryption). */
const ENCRYPTED = /\+encrypted$/;

/**
 * Refuses what cannot be scanned before a byte is pulled.
 * @throws ScanError with the failure code that the list shows
 */
export function checkScannable(manifest: ScannableManifest, limits: ImageLimits): void {
  refuseKind(manifest);
  refuseSize(manifest, limits);
  refuseEncrypted(manifest);
}

function refuseKind({ kind, digest }: ScannableManifest): void {
  if (kind === 'image') return;
  if (kind === 'schema1') throw new ScanError('schema_v1_not_support', 'schema 1 manifests cannot be scanned', digest);
  throw new ScanError('unknown_error', `a manifest of kind ${kind} has no layers to scan`, digest);
}

/** A bomb or a model archive must not occupy a worker for hours. */
function refuseSize({ size, layers, digest }: ScannableManifest, limits: ImageLimits): void {
  if (size > limits.imageBytes) {
    const message = `the image has ${size} bytes, more than the limit of ${limits.imageBytes}`;
    throw new ScanError('image_over_sized', message, digest);
  }
  if (layers.length > limits.layerCount) {
    const message = `the image has ${layers.length} layers, more than the limit of ${limits.layerCount}`;
    throw new ScanError('image_layer_over_sized', message, digest);
  }
}

function refuseEncrypted({ layers, digest }: ScannableManifest): void {
  const encrypted = layers.find((layer) => ENCRYPTED.test(layer.mediaType));
  if (!encrypted) return;
  throw new ScanError('failed_to_scan_file', `layer ${encrypted.digest} is encrypted`, digest);
}
