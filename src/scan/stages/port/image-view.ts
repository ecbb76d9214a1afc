import type { OsRelease } from '../../../ecosystems/index.ts';
import type { Fact } from '../../../layers/index.ts';
import type { InstalledPackage, Problem } from '../../../model/index.ts';

export interface ViewedLayer {
  readonly digest: string;
  readonly mediaType: string;
  /** Compressed bytes. */
  readonly size: number;
  /** False for layers that registries are not meant to hand out. */
  readonly isRead: boolean;
}

/** What an analyzer said about one file, and the layer whose file it is. */
export interface ViewedFact<F extends Fact = Fact> {
  readonly path: string;
  readonly fact: F;
  /** The first layer from which on every version of the file says this. */
  readonly introducedBy: string;
}

/** A fact of a file that is not in the image any more, yet in one of its layers: whoever has the image has the file. */
export interface RemovedFact<F extends Fact = Fact> extends ViewedFact<F> {
  /** The layer that removes or replaces the file. */
  readonly removedBy: string;
}

/** A file or a part of a layer that an analyzer could not read. */
export interface ReadingProblem extends Problem {
  readonly analyzer: string;
}

/** One step of the build, also one that made no layer (image-spec config.md, `history`). */
export interface HistoryStep {
  /** As written; empty when absent, as the next three. */
  readonly created: string;
  readonly createdBy: string;
  readonly author: string;
  readonly comment: string;
  readonly emptyLayer: boolean;
}

/** The image config (image-spec config.md). It is the image's own text: any member may be missing or have any shape. */
export interface ViewedConfig {
  readonly document: Readonly<Record<string, unknown>>;
  readonly history: readonly HistoryStep[];
  /** What was cut off to keep it bounded, or could not be read. */
  readonly problems: readonly Problem[];
}

/** All that was read of one image, as its layers show it on top of each other. */
export interface ImageView {
  /** Base first. */
  readonly layers: readonly ViewedLayer[];
  /** Null when the image has none, and when it could not be read. */
  readonly config: ViewedConfig | null;
  /** Why the config could not be read, one sentence; null when it was, or when there is none. */
  readonly configProblem: string | null;
  /** The distribution; null when the image names none. */
  readonly os: OsRelease | null;
  readonly packages: readonly InstalledPackage[];
  /** What is missing from `packages`, beside files that could not be read. */
  readonly packageProblems: readonly Problem[];
  /** Facts of one kind about the files that the image shows. */
  facts<F extends Fact>(kind: F['kind']): ViewedFact<F>[];
  /** Facts of one kind about files that a later layer removed or replaced. */
  removed<F extends Fact>(kind: F['kind']): RemovedFact<F>[];
  /** What these analyzers could not read of the files that the image shows, and of layers as a whole. */
  problemsOf(analyzers: readonly { readonly name: string }[]): ReadingProblem[];
}
