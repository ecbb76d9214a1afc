export type TaskKind = 'sync' | 'scan';
export type TaskTrigger = 'manual' | 'schedule';
export type TaskState = 'running' | 'finished' | 'stopped' | 'timed_out' | 'abnormal';

/** An image of a scan task that could not be scanned. `imageId` is the id of an image or of one of its platforms, which may be gone. */
export interface FailedImage {
  readonly imageId: number;
  readonly failedCode: string | null;
  readonly failedReason: string | null;
}

/** A sync or scan order and how it goes. Times in milliseconds since 1970. */
export interface Task {
  readonly taskId: string;
  readonly kind: TaskKind;
  readonly trigger: TaskTrigger;
  readonly taskName: string;
  readonly beginTime: number;
  readonly endTime: number | null;
  readonly state: TaskState;
  /** 0 to 99 while it runs, 100 once it ended. */
  readonly progress: number;
  /** Estimated from the pace so far, milliseconds; null while nothing is done yet. */
  readonly remaining: number | null;
  readonly scanScope: number;
  readonly rateLimit: number;
  readonly isAll: boolean;
  /** Registries of a sync, images of a scan; the same goes for the next two. */
  readonly totalNum: number;
  readonly successNum: number;
  readonly failedNum: number;
  /** Images that had a vulnerability, an unsafe setting or a malicious file when their scan ended. */
  readonly riskyNum: number;
  readonly failedReason: string | null;
  /** All, as far as 10,000 in one answer go; where some are missing, `failedReason` says so. */
  readonly failedImages: readonly FailedImage[];
}
