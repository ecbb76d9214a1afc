import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { type Config, loadConfig } from '../config/index.ts';
import { isAppError } from '../model/index.ts';
import { accessCommands } from './access-commands.ts';
import type { Administer, Administration, CommandGroup } from './administration.ts';
import { projectCommands } from './project-commands.ts';

/** What the entry points do for each command that runs until it is stopped or done. */
interface Processes {
  up(config: Config): Promise<void>;
  serve(config: Config): Promise<void>;
  work(config: Config): Promise<void>;
  migrate(config: Config): Promise<void>;
}

/** What the entry points do. */
export interface Commands extends Processes {
  /** Runs `work` on the database of a running service. */
  administer(config: Config, work: (on: Administration) => Promise<void>): Promise<void>;
}

const ABOUT: { readonly [Name in keyof Processes]: string } = {
  up: 'everything in one process: API, workers and, without HULLWATCH_DATABASE_URL, an embedded PostgreSQL',
  serve: 'the API, over a given PostgreSQL',
  work: 'the workers, over a given PostgreSQL',
  migrate: 'upgrade the database to this release, and create the first project and key in an empty one',
};

const GROUPS: readonly CommandGroup[] = [accessCommands, projectCommands];

/** SQLSTATEs insufficient_privilege, read_only_sql_transaction and disk_full. */
const REFUSALS = new Set(['42501', '25006', '53100']);

/** Beside `src/` in a checkout and beside `dist/` in a release. */
const MANIFEST = new URL('../../package.json', import.meta.url);

/** The `hullwatch` command. A mistake that a person can fix is one line on standard error, or one for each setting. */
export function createProgram(commands: Commands): Command {
  const program = new Command('hullwatch')
    .description('Knows the security state of every container image in every registry a team owns.')
    .version((JSON.parse(readFileSync(MANIFEST, 'utf8')) as { version: string }).version)
    .addHelpText('after', '\nSettings come from HULLWATCH_* variables; docs/operations.md lists them.');
  for (const name of Object.keys(ABOUT) as (keyof Processes)[]) {
    program
      .command(name)
      .description(ABOUT[name])
      .action(() => runCommand(commands[name]));
  }
  const administer: Administer = (work) =>
    runCommand((config) => commands.administer(config, async (on) => console.log(await work(on))));
  for (const group of GROUPS) group(program, administer);
  return program;
}

async function runCommand(command: (config: Config) => Promise<void>): Promise<void> {
  try {
    await command(loadConfig(process.env));
  } catch (error) {
    console.error(isAppError(error) ? `hullwatch: ${error.message}` : (describeRefusal(error) ?? error));
    process.exitCode = 1;
  }
}

/** Missing rights, a read-only database and a full disk are for an operator to fix, who needs no stack trace. */
function describeRefusal(error: unknown): string | undefined {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return REFUSALS.has(String(code)) ? `hullwatch: the database refuses: ${message} (${code})` : undefined;
}
