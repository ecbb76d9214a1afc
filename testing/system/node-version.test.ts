import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

// `npm test -- --node 22` would prove little if half of the processes ran on another Node.
test.each([
  ['node', ['-p', 'process.version']],
  ['npx', ['--no-install', 'tsx', '-e', 'console.log(process.version)']],
  ['npm', ['exec', '--', 'node', '-p', 'process.version']],
])('%s runs on the Node that runs the suites', (command, args) => {
  expect(execFileSync(command, args, { encoding: 'utf8' }).trim()).toBe(process.version);
});
