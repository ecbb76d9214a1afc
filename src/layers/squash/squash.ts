import type { PackageFact, Problem } from '../../model/index.ts';
import type { AnalyzerFacts } from '../read/analyzer.ts';
import { type FileFacts, type LayerView, viewLayer } from './layer-view.ts';

/** A file that the image shows, with the layer that first had each of its packages. */
export interface LiveFile extends FileFacts {
  readonly introducedBy: ReadonlyMap<string, string>;
}

/** What is left of all layers, by path, and what could not be read of any layer as a whole. */
export interface SquashedFiles {
  readonly live: ReadonlyMap<string, LiveFile>;
  readonly problems: Problem[];
}

/**
 * What an image holds, from the facts of its layers (base first), as if they were extracted on top of each other.
 * A package database is one file: the topmost wins whole, and a package was introduced by the first layer from which
 * on every version of the file names it.
 */
export function squash(
  layers: readonly { readonly digest: string; readonly readings: readonly AnalyzerFacts[] }[],
): SquashedFiles {
  const live = new Map<string, LiveFile>();
  const links = new Map<string, string>();
  const problems: Problem[] = [];
  for (const layer of layers) {
    const view = viewLayer(layer, links);
    applyFiles(live, view);
    applyLinks(links, view);
    problems.push(...view.problems);
  }
  for (const file of live.values()) problems.push(...file.problems);
  return { live, problems };
}

function applyLinks(links: Map<string, string>, view: LayerView): void {
  for (const path of links.keys()) if (view.hides(path)) links.delete(path);
  for (const [path, target] of view.symlinks) links.set(path, target);
}

function applyFiles(live: Map<string, LiveFile>, view: LayerView): void {
  const before = new Map([...view.files.keys()].map((path) => [path, live.get(path)]));
  for (const path of live.keys()) if (view.hides(path)) live.delete(path);
  for (const [path, file] of view.files) {
    const earlier = before.get(path)?.introducedBy;
    const keys = packagesOf(file).map(keyOf);
    live.set(path, { ...file, introducedBy: new Map(keys.map((key) => [key, earlier?.get(key) ?? view.digest])) });
  }
}

export function packagesOf({ facts }: FileFacts): PackageFact[] {
  return facts.flatMap((fact) => (fact.kind === 'package' ? [fact.package] : []));
}

export function keyOf({ name, version, arch }: PackageFact): string {
  return JSON.stringify([name, version, arch]);
}
