import type { Command } from 'commander';
import type { FirstStart } from '../auth/index.ts';
import type { Pool } from '../database/index.ts';
import type { Vault } from '../secrets/index.ts';

/** What commands that act on the database of a running service are given. */
export interface Administration {
  readonly pool: Pool;
  readonly vault: Vault;
}

/** Opens the database, runs `work` and prints the text that it returns. */
export type Administer = (work: (on: Administration) => Promise<string>) => Promise<void>;

/** Adds a group of commands to the program. */
export type CommandGroup = (program: Command, administer: Administer) => void;

/** Aligned `name   value` lines. */
export function lines(values: Readonly<Record<string, string>>): string {
  const width = Math.max(...Object.keys(values).map((name) => name.length)) + 3;
  return Object.entries(values)
    .map(([name, value]) => `  ${name.padEnd(width)}${value}`)
    .join('\n');
}

/** What a person must keep from the first start. A secret key that was configured is not repeated. */
export function firstStartText(first: FirstStart, configuredSecretKey: string | null): string {
  const kept = lines({
    'project id': first.projectId,
    'access key': first.accessKey,
    'secret key': configuredSecretKey === null ? first.secretKey : '(as configured)',
    user: first.userName,
    password: first.password,
  });
  return `First start: keep these, they are shown once.\n${kept}`;
}
