import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
/** First start on a slow disk: create the cluster, migrate, listen. */
const START_SECONDS = 90;

export interface HullwatchProcess {
  readonly address: string;
  /** Resolves when the process has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  /** `kill -9`: no chance to tidy up. */
  kill(): Promise<void>;
}

/**
 * Runs `hullwatch up` as a child with its log in `<folder>/hullwatch.log`, and waits until it is ready.
 * @throws Error naming the log file when it does not become ready
 */
export async function startHullwatch(
  folder: string,
  listen: string,
  settings: Record<string, string>,
): Promise<HullwatchProcess> {
  const logFile = join(folder, 'hullwatch.log');
  // The first start prints the generated password into it.
  const log = openSync(logFile, 'a', 0o600);
  const env = { ...process.env, HULLWATCH_DATA_DIR: join(folder, 'data'), HULLWATCH_LISTEN: listen, ...settings };
  // A group of its own: Ctrl-C in the terminal must reach this process first, which then stops the child in order.
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, 'up'], {
    env,
    stdio: ['ignore', log, log],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilReady(`http://${listen}`, child, logFile);
  const kill = (): Promise<void> => {
    child.kill('SIGKILL');
    return ended;
  };
  return { address: `http://${listen}`, ended, stop: () => stop(child, ended), kill };
}

async function untilReady(address: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`Hullwatch ended with code ${child.exitCode}; see ${logFile}`);
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  child.kill('SIGTERM');
  throw new Error(`Hullwatch was not ready after ${START_SECONDS} s; see ${logFile}`);
}

/**
 * Waits until every advisory source was loaded or refused, so that the first scan is judged with all of them.
 * @returns how many were refused; the log says why
 */
export async function untilAdvisoriesLoaded(address: string): Promise<number> {
  for (;;) {
    const answer = (await (await fetch(`${address}/readyz`)).json()) as {
      advisories?: { loading: number; failed: number };
    };
    if (answer.advisories?.loading === 0) return answer.advisories.failed;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(hard);
}
