import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that is looked at, with a slash at its end: this one, unless HOUSE_ROOT names another. */
export const ROOT = process.env.HOUSE_ROOT
  ? join(process.env.HOUSE_ROOT, '/')
  : fileURLToPath(new URL('../..', import.meta.url));

/** Paths of the TypeScript files below a folder of the checkout, relative to the checkout, sorted. */
export function typeScriptFiles(folder: string): string[] {
  return filesBelow(folder, /\.tsx?$/);
}

/** The same for everything that people read: sources, scripts, pages and migrations. */
export function textFiles(folder: string): string[] {
  return filesBelow(folder, /\.(?:tsx?|mjs|js|md|sql|ya?ml|sh)$/);
}

/** Pages at the top of the checkout. */
export function topPages(): string[] {
  return readdirSync(ROOT).filter((name) => name.endsWith('.md'));
}

function filesBelow(folder: string, fits: RegExp): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => fits.test(name))
    .map((name) => join(folder, name))
    .sort();
}

export function readSource(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}
