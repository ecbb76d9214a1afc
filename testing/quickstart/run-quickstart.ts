import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../quickstart/start.mjs', import.meta.url));

export interface QuickstartRun {
  /** All it printed so far, both streams. */
  output(): string;
  /** Waits until the text was printed; throws with all output when it ends before. */
  until(text: string): Promise<void>;
  interrupt(): void;
  readonly exit: Promise<number | null>;
}

/** Starts `npm run quickstart` as a user would, on a free port. `uid` drops root, `env` adds to what the shell has. */
export async function runQuickstart(
  args: readonly string[],
  options: { uid?: number; input?: string; env?: Record<string, string> } = {},
): Promise<QuickstartRun> {
  const listen = ['--listen', `127.0.0.1:${await freePort()}`];
  const owner = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
  const env = { ...process.env, ...options.env };
  const child = spawn(process.execPath, [START, ...listen, ...args], { stdio: 'pipe', env, ...owner });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
  child.stdin.end(options.input ?? '');
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    output: () => output,
    exit,
    interrupt: () => child.kill('SIGTERM'),
    until: async (text) => {
      let ended = false;
      void exit.then(() => (ended = true));
      while (!output.includes(text)) {
        if (ended) throw new Error(`quickstart ended before it printed "${text}":\n${output}`);
        await sleep(100);
      }
    },
  };
}

/** Nobody else takes it in the moment between: ports are given out in turn. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
