import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** A `hullwatch` command in a process of its own. */
export interface HullwatchProcess {
  readonly child: ChildProcess;
  /** Everything it wrote to standard output and standard error so far. */
  output(): string;
  errors(): string;
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>;
  /** Waits until `/readyz` says so. @throws when the process ends first */
  ready(address: string): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** @param command for example `['up']`; `program` replaces the source run through tsx */
export function runHullwatch(
  command: readonly string[],
  settings: Record<string, string>,
  program: readonly string[] = ['--import', 'tsx', CLI],
): HullwatchProcess {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...settings };
  const child = spawn(process.execPath, [...program, ...command], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    written.out += text;
  });
  child.stderr.on('data', (text) => {
    written.err += text;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    child,
    ended,
    output: () => written.out,
    errors: () => written.err,
    ready: async (address) => {
      while (!(await fetch(`${address}/readyz`).catch(() => null))?.ok) {
        if (hasEnded()) throw new Error(`hullwatch ended: ${written.err}`);
        await sleep(50);
      }
    },
    kill: (signal) => {
      if (!hasEnded()) child.kill(signal);
      return ended;
    },
  };
}

/** `host:port` on the loopback that is free now. */
export async function freeAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return `127.0.0.1:${port}`;
}
