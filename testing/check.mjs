// `npm run check`: what must hold before each commit, in under 30 seconds. Stops at the first failure.
import { spawnSync } from 'node:child_process';

const steps = [
  ['format and lint', 'biome', ['check', '.']],
  ['types', 'tsc', ['--noEmit', '-p', '.']],
  ['unit and architecture', 'vitest', ['run', '--project', 'unit', '--reporter=dot']],
];

for (const [title, tool, args] of steps) {
  const started = Date.now();
  const { status } = spawnSync('npx', ['--no-install', tool, ...args], { stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${title}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (status !== 0) process.exit(1);
}
