import type { TarEntry } from '../tar/entry.ts';
import type { BodySink } from '../tar/walk-tar.ts';
import type { Analyzer, Excerpt, HeadTest } from './analyzer.ts';
import type { FileContent } from './run-analyzer.ts';

/** One analyzer that may want the file. `test` null: it does. */
export interface FileJob {
  readonly analyzer: Analyzer;
  readonly test: HeadTest | null;
  /** True when the analyzer has not finished, so that the bytes are still its own. */
  run(content: FileContent): boolean;
}

/**
 * Takes the body of a file for the jobs that want it; null when no job could. Nothing is buffered before a job said yes
 * to the first bytes, and never more than the limit.
 */
export type FileReader = (entry: TarEntry, jobs: readonly FileJob[]) => BodySink | null;

/** Enough for every magic number we look at. */
const HEAD_BYTES = 512;
const NOTHING = Buffer.alloc(0);

/** A reader of one file after the other, all in the same memory: new buffers for each would cost as much as inflating. */
export function createFileReader(fileBytes: number): FileReader {
  let scratch: Buffer = NOTHING;

  function readBody(entry: TarEntry, jobs: readonly FileJob[]): BodySink | null {
    const sinks: BodySink[] = [];
    const whole: FileJob[] = [];
    for (const job of jobs) {
      const limit = Math.min(fileBytes, job.analyzer.maxBytes ?? fileBytes);
      const excerpt = entry.size > limit ? job.analyzer.excerpt?.() : undefined;
      if (entry.size <= limit) whole.push(job);
      else if (excerpt) sinks.push(excerptSink(excerpt, job));
      // A memory bomb: a file that is only large because nobody would look into it.
      else job.run({ unread: `is ${entry.size} bytes, above the limit of ${limit} for one file` });
    }
    if (whole.length > 0) sinks.push(wholeSink(entry.size, whole));
    return sinks.length > 1 ? everySink(sinks) : (sinks[0] ?? null);
  }

  function wholeSink(size: number, jobs: readonly FileJob[]): BodySink {
    if (scratch.length < size) scratch = Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(size)));
    const bytes = scratch.subarray(0, size);
    let filled = 0;
    return {
      push: (piece) => {
        filled += piece.copy(bytes, filled);
      },
      end: () => {
        const busy = jobs.map((job) => job.run({ bytes }));
        if (busy.includes(true)) scratch = NOTHING;
      },
    };
  }

  return (entry, jobs) => {
    if (jobs.length === 0) return null;
    if (!entry.sparse) return headSink(entry.size, jobs, (accepted) => readBody(entry, accepted));
    for (const job of jobs) job.run({ unread: 'stored as a sparse file, which is not read' });
    return null;
  };
}

/** Holds the first bytes until the jobs could decide by them. */
function headSink(size: number, jobs: readonly FileJob[], open: (jobs: FileJob[]) => BodySink | null): BodySink {
  const headBytes = Math.min(HEAD_BYTES, size);
  const decide = (head: Buffer) => open(jobs.filter(({ test }) => test === null || test(head)));
  let head: Buffer = NOTHING;
  let decided = headBytes === 0;
  let body = decided ? decide(NOTHING) : null;
  return {
    push(piece) {
      if (!decided) {
        const earlier = head;
        head = Buffer.concat([earlier, piece.subarray(0, headBytes - earlier.length)]);
        if (head.length < headBytes) return;
        decided = true;
        body = decide(head);
        if (earlier.length > 0) body?.push(earlier);
      }
      body?.push(piece);
    },
    end: () => body?.end(),
  };
}

function excerptSink(excerpt: Excerpt, job: FileJob): BodySink {
  return {
    push: (piece) => excerpt.push(piece),
    end: () => {
      const bytes = excerpt.take();
      if (bytes) job.run({ bytes });
    },
  };
}

function everySink(sinks: readonly BodySink[]): BodySink {
  return {
    push: (piece) => {
      for (const sink of sinks) sink.push(piece);
    },
    end: () => {
      for (const sink of sinks) sink.end();
    },
  };
}
