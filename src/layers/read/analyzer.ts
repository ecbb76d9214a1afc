import type { OsRelease } from '../../ecosystems/index.ts';
import type { PackageFact, Problem } from '../../model/index.ts';
import type { TarEntry } from '../tar/entry.ts';

export interface AnalyzedFile {
  readonly path: string;
  /** Only valid until `analyze` has ended: the memory is used again. */
  readonly bytes: Buffer;
  readonly entry: TarEntry;
}

/** Decides by the first bytes of a file (up to 512, fewer when the file is shorter). */
export type HeadTest = (head: Buffer) => boolean;

/**
 * Reads one kind of file of a layer. The core walks the archive, buffers, limits and closes; an analyzer only says
 * which files it wants and what they say. One file in `analyzers/`, one line in `analyzers/index.ts`.
 */
export interface Analyzer {
  readonly name: string;
  /** Raise it when the same bytes would give other facts: what was cached by an older version is read anew. */
  readonly version: number;
  /** Larger files become a Problem instead; never above the general limit for one file. */
  readonly maxBytes?: number;
  /**
   * Called for every file and for every link that stands for one, with type `file`, so it must be cheap.
   * Answer with a HeadTest where the path does not tell, so that large files of other kinds are not buffered.
   */
  wants(path: string, entry: TarEntry): boolean | HeadTest;
  /** Throwing makes the file a Problem; an `unread` observation does the same for a part of it. */
  analyze(file: AnalyzedFile): Promise<readonly Observation[]> | readonly Observation[];
  /** For files above the limit: keeps the part worth analysing while the body streams by. Without it they are a Problem. */
  excerpt?(): Excerpt;
}

export interface Excerpt {
  push(piece: Buffer): void;
  /** What `analyze` shall get, null when the file holds nothing of interest. Throwing makes the file a Problem. */
  take(): Buffer | null;
}

export type Observation = Fact | { readonly kind: 'unread'; readonly reason: string };

/**
 * What one layer says, true for the layer alone: whether it holds for an image is decided by `squash`.
 * Plain JSON, so that it can be stored.
 */
export type Fact =
  | { readonly kind: 'os'; readonly path: string; readonly os: OsRelease }
  | { readonly kind: 'package'; readonly package: PackageFact }
  /** A package database that was read, with or without packages in it. */
  | { readonly kind: 'package-database'; readonly path: string; readonly type: 'deb' | 'apk' | 'rpm' }
  /** A symlink where a wanted file could be. `target` as written. */
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  | LayerTree;

/** What the layer does to the tree below it. Written by the layer reader itself under the name `tree`. */
export interface LayerTree {
  readonly kind: 'tree';
  /** Every path the layer writes, sorted; directories end with a slash. */
  readonly written: readonly string[];
  /** Paths that lower layers lose (`.wh.name`). */
  readonly whiteouts: readonly string[];
  /** Directories whose lower content is hidden (`.wh..wh..opq`); empty string is the root. */
  readonly opaque: readonly string[];
  /** Symlinks of the layer: path, and target as written. */
  readonly symlinks: readonly (readonly [path: string, target: string])[];
}

export interface AnalyzerFacts {
  readonly analyzer: string;
  readonly version: number;
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/** All that was learned from one layer; `facts` holds one element per analyzer, also when it found nothing. */
export interface LayerReading {
  /** Measured SHA-256 of the uncompressed bytes, `sha256:` + 64 hex. */
  readonly diffId: string;
  readonly uncompressedSize: number;
  readonly entries: number;
  readonly facts: readonly AnalyzerFacts[];
}
