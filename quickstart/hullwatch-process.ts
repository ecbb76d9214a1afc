import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
/** First start on a slow disk: create the cluster, migrate, listen. */
const START_SECONDS = 90;
/** Settings of the user's shell that mean every Hullwatch; the rest, such as a database, belongs to another one. */
const INHERITED = /^HULLWATCH_(CA_FILE|LIMIT_\w+|LOG_LEVEL|WORKERS)$/;

export interface HullwatchProcess {
  readonly address: string;
  /** Resolves when it answers. @throws Error with what it said when it ends before, or is not ready in time */
  ready(): Promise<void>;
  /** Resolves when the process has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  /** `kill -9`: no chance to tidy up. */
  kill(): Promise<void>;
}

/** Runs `hullwatch up` as a child with its log in `<folder>/hullwatch.log`. To be stopped also while it starts. */
export function launchHullwatch(folder: string, listen: string, settings: Record<string, string>): HullwatchProcess {
  const logFile = join(folder, 'hullwatch.log');
  // The first start prints the generated password into it.
  const log = openSync(logFile, 'a', 0o600);
  const from = fstatSync(log).size;
  const env = { ...inherited(), HULLWATCH_DATA_DIR: join(folder, 'data'), HULLWATCH_LISTEN: listen, ...settings };
  // A group of its own: Ctrl-C in the terminal must reach this process first, which then stops the child in order.
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, 'up'], {
    env,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const words = () => readFileSync(logFile).subarray(from).toString();
  const kill = (): Promise<void> => {
    child.kill('SIGKILL');
    return ended;
  };
  const ready = () => untilReady(child, words, logFile);
  return { address: `http://${listen}`, ready, ended, stop: () => stop(child, ended), kill };
}

/** The same, once it answers. */
export async function startHullwatch(...launch: Parameters<typeof launchHullwatch>): Promise<HullwatchProcess> {
  const hullwatch = launchHullwatch(...launch);
  try {
    await hullwatch.ready();
    return hullwatch;
  } catch (error) {
    await hullwatch.stop();
    throw error;
  }
}

function inherited(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((name) => !name.startsWith('HULLWATCH_') || INHERITED.test(name));
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

/** Its own word is waited for, because something else may answer at its address. */
async function untilReady(child: ChildProcess, words: () => string, logFile: string): Promise<void> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (!words().includes('Hullwatch answers at ')) {
    if (hasEnded(child)) throw new Error(`Hullwatch did not start: ${reason(words()) ?? `see ${logFile}`}`);
    if (Date.now() > deadline) throw new Error(`Hullwatch was not ready after ${START_SECONDS} s; see ${logFile}`);
    await sleep(150);
  }
}

/** What `hullwatch up` says about a mistake that people can mend, in the words of the quickstart. */
function reason(words: string): string | undefined {
  const said = /^hullwatch: ([\s\S]*)/m.exec(words)?.[1]?.trim();
  return said?.replace('HULLWATCH_LISTEN', '--listen').replace('HULLWATCH_DATA_DIR', '--folder');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (hasEnded(child)) return;
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(hard);
}
