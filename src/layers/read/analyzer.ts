import type { Problem } from '../../model/index.ts';
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
 * which files it wants and what they say.
 */
export interface Analyzer<F extends Fact = Fact> {
  readonly name: string;
  /** Raise it when the same bytes would give other facts: what was stored by an older version is read anew. */
  readonly version: number;
  /** Version of the rules or the database it was opened with; what was stored with another is read anew. */
  readonly engine?: string;
  /** An older version whose stored facts are as good, once each is brought into today's shape. */
  readonly earlier?: { readonly version: number; convert(fact: Fact): F };
  /** Larger files become a Problem instead; never above the general limit for one file. */
  readonly maxBytes?: number;
  /**
   * Called for every file and for every link that stands for one, with type `file`, so it must be cheap.
   * Answer with a HeadTest where the path does not tell, so that large files of other kinds are not buffered.
   */
  wants(path: string, entry: TarEntry): boolean | HeadTest;
  /** Throwing makes the file a Problem; an `unread` observation does the same for a part of it. */
  analyze(file: AnalyzedFile): Promise<readonly Observation<F>[]> | readonly Observation<F>[];
  /** Why a fact cannot be kept, for example a text that is too long to be stored. It becomes a Problem with that reason. */
  check?(fact: F): string | null;
  /** For files above the limit: keeps the part worth analysing while the body streams by. Without it they are a Problem. */
  excerpt?(): Excerpt;
}

export interface Excerpt {
  push(piece: Buffer): void;
  /** What `analyze` gets; null when the file holds nothing of interest. Throwing makes the file a Problem. */
  take(): Buffer | null;
}

export type Observation<F extends Fact = Fact> = F | Unread;

export interface Unread {
  readonly kind: 'unread';
  readonly reason: string;
}

/**
 * What one layer says about one of its files, true for the layer alone: whether it holds for an image is decided by `squash`.
 * Each kind has members of its own; all are plain JSON, so that facts can be stored.
 */
export interface Fact {
  readonly kind: string;
  readonly path: string;
  /** What is followed through the versions of the file: a package of a package database. Without it, the file as a whole. */
  readonly key?: string;
}

/** A symlink where a wanted file could be. */
export interface LinkFact extends Fact {
  readonly kind: 'link';
  /** As written. */
  readonly target: string;
}

/** What the layer does to the tree below it. Written by the layer reader itself under the name `tree`, for no path of its own. */
export interface LayerTree extends Fact {
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
  /** Empty when the analyzer has no engine. */
  readonly engine: string;
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
