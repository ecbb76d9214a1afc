import type { Transaction } from '../../../database/index.ts';
import type { Analyzer } from '../../../layers/index.ts';
import type {
  ScanFailureCode,
  Severity,
  StageCounts,
  StageName,
  StageResult,
  StageState,
} from '../../../model/index.ts';
import type { ImageView } from './image-view.ts';

/** Plain JSON: a process of its own opens its stages from it, so nothing else may be in it. */
export type StageSettings = Readonly<Record<string, unknown>>;

/** Builds a stage with its rules and engines. Throwing ends the start of the process with the reason. */
export type OpenStage = (settings: StageSettings) => ScanStage | Promise<ScanStage>;

/** One manifest of one project. */
export interface ScanTarget {
  readonly projectPk: number;
  readonly digest: string;
}

/** What a stage says of one image. Plain JSON, like the findings. */
export interface Evaluation<Findings = unknown> {
  readonly findings: Findings;
  readonly state: Exclude<StageState, 'failed' | 'skipped' | 'stale'>;
  /** What is missing and why, one sentence; null exactly when `ok`. */
  readonly reason: string | null;
  readonly counts: StageCounts;
  /** The worst finding; null when there is none. */
  readonly severity: Exclude<Severity, 'none'> | null;
  /** Which advisories it was judged by; left out when by none. */
  readonly advisorySnapshot?: number;
}

/** The result of a stage with its findings, as the stage itself shapes them. Plain JSON. */
export interface JudgedStage {
  readonly result: StageResult;
  /** Null when the stage gave no result. */
  readonly findings: unknown;
}

interface StageOutline {
  readonly name: StageName;
  /**
   * Stages that must have a result before this one looks. When one of them has none, this one is skipped. One that does not need
   * `layers`, directly or through others, also looks when the layers could not be read: it may ask for the config alone.
   */
  readonly needs: readonly StageName[];
  /** Changes whenever the same image could be judged otherwise: code, loaded rules, databases of engines. */
  version(): string;
  /** What reads the files that it looks at; an analyzer that several stages need is the same object in each. */
  readonly analyzers: readonly Analyzer[];
  /** What the image list shows when the stage fails. */
  readonly failureCode: ScanFailureCode;
}

export interface StageContext {
  /** What the stages of `needs` gave, and no others. All of them gave a result. */
  readonly results: ReadonlyMap<StageName, JudgedStage>;
}

/** A stage that judges by what was read of the image. It sees no database, so that it can run in a process of its own. */
export interface ImageStage<Findings = unknown> extends StageOutline {
  readonly judges: 'image';
  /** Must be linear in what the image holds. Throwing makes the stage `failed`; the other stages go on. */
  evaluate(view: ImageView, context: StageContext): Evaluation<Findings> | Promise<Evaluation<Findings>>;
  /** Makes the stored findings of the image exactly these, as a set difference, in the transaction that stores the result. */
  save?(tx: Transaction, target: ScanTarget, findings: Findings): Promise<void>;
}

/** A stage that judges by what other stages stored and by what changes without a scan, such as advisories. */
export interface StoredStage extends StageOutline {
  readonly judges: 'stored';
  /** Brings what `evaluate` reads in line with the packages that were stored for the image in the same transaction. */
  prepare(tx: Transaction, target: ScanTarget): Promise<void>;
  /** One evaluation for each of the digests. Called for many of them when what they are judged by has changed. */
  evaluate(
    tx: Transaction,
    projectPk: number,
    digests: readonly string[],
  ): Promise<ReadonlyMap<string, Evaluation<null>>>;
}

/** One step of a scan: a folder in `scan/stages`, a line in `scan/stages/index.ts` and its name in `model/scan.ts`. */
// biome-ignore lint/suspicious/noExplicitAny: the findings of a stage are its own; only its own `save` gets them.
export type ScanStage = ImageStage<any> | StoredStage;
