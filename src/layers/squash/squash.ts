import type { AnalyzerFacts, Fact } from '../read/analyzer.ts';
import { type FileFacts, type FileProblem, type LayerView, viewLayer } from './layer-view.ts';

/** One version of a file, with the layer that first had what it says. */
export interface LiveFile extends FileFacts {
  /** The layer that wrote this version. */
  readonly digest: string;
  /** By what is followed through the versions of the file. */
  readonly introduced: ReadonlyMap<string, string>;
}

/** A version of a file that a later layer removed or replaced. */
export interface GoneFile {
  readonly path: string;
  readonly file: LiveFile;
  readonly removedBy: string;
  /** What the layer put in its place; null when it removed it. */
  readonly replacement: LiveFile | null;
}

/** What is left of all layers, by path, what is not, and what could not be read of any layer as a whole. */
export interface SquashedFiles {
  readonly live: ReadonlyMap<string, LiveFile>;
  readonly gone: readonly GoneFile[];
  readonly problems: readonly FileProblem[];
}

/**
 * What an image holds, from the facts of its layers (base first), as if they were extracted on top of each other.
 * A package database is one file: the topmost wins whole, and a package was introduced by the first layer from which
 * on every version of the file names it; so is everything that a fact has a key for.
 */
export function squash(
  layers: readonly { readonly digest: string; readonly readings: readonly AnalyzerFacts[] }[],
): SquashedFiles {
  const live = new Map<string, LiveFile>();
  const gone: GoneFile[] = [];
  const links = new Map<string, string>();
  const problems: FileProblem[] = [];
  for (const layer of layers) {
    const view = viewLayer(layer, links);
    gone.push(...applyFiles(live, view));
    applyLinks(links, view);
    problems.push(...view.problems);
  }
  for (const file of live.values()) problems.push(...file.problems);
  return { live, gone, problems };
}

function applyLinks(links: Map<string, string>, view: LayerView): void {
  for (const path of links.keys()) if (view.hides(path)) links.delete(path);
  for (const [path, target] of view.symlinks) links.set(path, target);
}

function applyFiles(live: Map<string, LiveFile>, view: LayerView): GoneFile[] {
  const hidden = [...live].filter(([path]) => view.hides(path));
  const replaced = [...view.files.keys()].map((path) => [path, live.get(path)] as const);
  const before = new Map([...hidden, ...replaced]);
  for (const [path] of hidden) live.delete(path);
  for (const [path, file] of view.files) live.set(path, followFile(file, view.digest, before.get(path)));
  return [...before].flatMap(([path, file]) =>
    file ? [{ path, file, removedBy: view.digest, replacement: live.get(path) ?? null }] : [],
  );
}

function followFile(file: FileFacts, digest: string, earlier: LiveFile | undefined): LiveFile {
  const followed = file.facts.flatMap((fact) => followedBy(fact) ?? []);
  const introduced = followed.map((key) => [key, earlier?.introduced.get(key) ?? digest] as const);
  return { ...file, digest, introduced: new Map(introduced) };
}

/** The layer that brought in what this fact of the file says. */
export function introducedBy(file: LiveFile, fact: Fact): string {
  return file.introduced.get(followedBy(fact) ?? '') ?? file.digest;
}

/** Whether a version of the file says what a fact of another version says. */
export function repeats(file: LiveFile, fact: Fact): boolean {
  const key = followedBy(fact);
  return key !== null && file.introduced.has(key);
}

function followedBy({ kind, key }: Fact): string | null {
  return key === undefined ? null : `${kind} ${key}`;
}
