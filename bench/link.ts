import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Cores } from './cores.ts';

/** A network before a server. */
export interface Link {
  /** Where the server is reached through it. */
  readonly address: string;
  close(): void;
}

const PROGRAM = fileURLToPath(new URL('link.mjs', import.meta.url));

/** Lets every byte arrive `away` milliseconds later, in a process beside the server; 0 is no network at all. */
export async function openLink(address: string, away: number, { serverPrefix }: Cores): Promise<Link> {
  if (away === 0) return { address, close: () => {} };
  const [command = '', ...args] = `${serverPrefix}${process.execPath}`.split(' ');
  const child = spawn(command, [...args, PROGRAM, address, `${away}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [words] = await once(child.stdout, 'data');
  return { address: `${words}`.trim(), close: () => child.kill() };
}
