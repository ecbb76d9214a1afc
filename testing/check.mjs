// `npm run check`: what must hold before each commit, in under 30 seconds. The steps run side by side.
import { spawn } from 'node:child_process';

const STEPS = [
  ['format and lint', 'biome', ['check', '.']],
  [
    'types',
    'tsc',
    ['--noEmit', '-p', '.', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types.tsbuildinfo'],
  ],
  ['unit and architecture', 'vitest', ['run', '--project', 'unit', '--reporter=default', '--silent=passed-only']],
];

const started = Date.now();
const results = await Promise.all(STEPS.map(runStep));
for (const { title, ok, output } of results) {
  if (!ok) console.log(output);
  console.log(`${ok ? 'ok' : 'FAILED'}: ${title}`);
}
console.log(`${((Date.now() - started) / 1000).toFixed(1)} s`);
process.exit(results.every(({ ok }) => ok) ? 0 : 1);

async function runStep([title, tool, args]) {
  const child = spawn(`node_modules/.bin/${tool}`, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { title, ok: code === 0, output };
}
