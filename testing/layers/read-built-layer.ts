import type { BuiltLayer } from '../../fixtures/images/index.ts';
import { defaultLimits, type Limits } from '../../src/config/index.ts';
import type { Analyzer, LayerReading } from '../../src/layers/read/analyzer.ts';
import { readLayer } from '../../src/layers/read/read-layer.ts';
import type { FoundPackage } from '../../src/scan/stages/packages/analyzers/facts.ts';
import { openPackages } from '../../src/scan/stages/packages/stage.ts';

const ANALYZERS = openPackages().analyzers;

export interface ReadBuiltOptions {
  readonly limits?: Partial<Limits>;
  readonly chunkSize?: number;
  readonly analyzers?: readonly Analyzer[];
  readonly signal?: AbortSignal;
  /** What arrives in place of the layer's bytes. */
  readonly arriving?: Buffer;
  /** Whether the reader may fetch the blob a second time. */
  readonly reopen?: boolean;
}

/** Reads a built layer with the analyzers of packages and the product's limits, in chunks as a network would give them. */
export function readBuiltLayer(layer: BuiltLayer, options: ReadBuiltOptions = {}): Promise<LayerReading> {
  const { bytes, digest, diffId, mediaType } = layer;
  const open = () => streamBytes(options.arriving ?? bytes, options.chunkSize ?? 65536);
  return readLayer(
    open(),
    { digest, diffId, mediaType, size: bytes.length },
    {
      analyzers: options.analyzers ?? ANALYZERS,
      limits: { ...defaultLimits, ...options.limits },
      signal: options.signal ?? new AbortController().signal,
      ...(options.reopen ? { reopen: open } : {}),
    },
  );
}

export async function* streamBytes(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** `type name version`, sorted. */
export function packagesOf(reading: LayerReading): string[] {
  const facts = reading.facts.flatMap((each) => each.facts);
  const packages = facts.filter((fact): fact is FoundPackage => fact.kind === 'package');
  return packages.map(({ type, name, version }) => `${type} ${name} ${version}`).sort();
}

/** `path: reason`. */
export function problemsOf(reading: LayerReading): string[] {
  return reading.facts.flatMap((each) => each.problems.map(({ path, reason }) => `${path}: ${reason}`));
}
