import type { Command } from 'commander';
import type { Pool } from '../database/index.ts';
import type { Vault } from '../secrets/index.ts';

/** What commands beside a running service work with. */
export interface Administration {
  readonly pool: Pool;
  readonly vault: Vault;
}

/** Opens the database, does the work and prints the text it gives. */
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
