import type { Analyzer, Excerpt, HeadTest, TarEntry } from './analyzer.ts';
import type { FileContent } from './run-analyzer.ts';
import type { BodySink } from './tar/walk-tar.ts';

/** One analyzer that may want the file. `test` null: it does. */
export interface FileJob {
  readonly analyzer: Analyzer;
  readonly test: HeadTest | null;
  run(content: FileContent): void;
}

/** Enough for every magic number we look at. */
const HEAD_BYTES = 512;

/**
 * Takes the body of a file for the jobs that want it: nothing is buffered before a job said yes to the first bytes,
 * and never more than the limit. Null when no job could want it.
 */
export function readFile(entry: TarEntry, jobs: readonly FileJob[], fileBytes: number): BodySink | null {
  if (jobs.length === 0) return null;
  if (entry.sparse) {
    for (const job of jobs) job.run({ unread: 'stored as a sparse file, which is not read' });
    return null;
  }
  const headBytes = Math.min(HEAD_BYTES, entry.size);
  let head: Buffer = Buffer.alloc(0);
  let body: BodySink | null = headBytes === 0 ? readBody(entry, accepted(jobs, head), fileBytes) : null;
  let decided = body !== null;
  return {
    push(piece) {
      if (!decided) {
        const earlier = head;
        head = Buffer.concat([earlier, piece.subarray(0, headBytes - earlier.length)]);
        if (head.length < headBytes) return;
        decided = true;
        body = readBody(entry, accepted(jobs, head), fileBytes);
        if (earlier.length > 0) body?.push(earlier);
      }
      body?.push(piece);
    },
    end: () => body?.end(),
  };
}

function accepted(jobs: readonly FileJob[], head: Buffer): FileJob[] {
  return jobs.filter(({ test }) => test === null || test(head));
}

function readBody(entry: TarEntry, jobs: readonly FileJob[], fileBytes: number): BodySink | null {
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
  if (sinks.length === 0) return null;
  return {
    push: (piece) => sinks.forEach((sink) => void sink.push(piece)),
    end: () => sinks.forEach((sink) => void sink.end()),
  };
}

function wholeSink(size: number, jobs: readonly FileJob[]): BodySink {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  return {
    push: (piece) => {
      filled += piece.copy(bytes, filled);
    },
    end: () => jobs.forEach((job) => void job.run({ bytes })),
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
