import { openFakeRegistry } from '../fixtures/registry/index.ts';
import { pushSampleImages } from './sample-images.ts';

export interface SampleRegistry {
  readonly url: URL;
  stop(): Promise<void>;
}

/** A small registry in this process, on a free port of the loopback address, holding the sample images. */
export async function startSampleRegistry(): Promise<SampleRegistry> {
  const registry = await openFakeRegistry();
  await pushSampleImages(registry);
  return { url: registry.url, stop: () => registry.close() };
}
