import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const STAT_START_TIME = 19;

/**
 * Tells a process from a later one that got the same number: boot and start time.
 * Null when no such process runs (a zombie counts as gone).
 */
export function processIdentity(pid: number): string | null {
  if (process.platform !== 'linux') return askPs(pid, 'lstart=');
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The command name in parentheses may hold blanks; the fields that count follow the last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  return `${readOrNull('/proc/sys/kernel/random/boot_id')?.trim()} ${fields[STAT_START_TIME]}`;
}

/** Whether the process runs and was started with exactly this argument. */
export function hasArgument(pid: number, argument: string): boolean {
  if (process.platform !== 'linux') return (askPs(pid, 'command=') ?? '').includes(argument);
  return (readOrNull(`/proc/${pid}/cmdline`) ?? '').split('\0').includes(argument);
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function askPs(pid: number, column: string): string | null {
  const { status, stdout } = spawnSync('ps', ['-ww', '-p', String(pid), '-o', column], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : null;
}
