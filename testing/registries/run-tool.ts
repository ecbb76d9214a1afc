import { spawn } from 'node:child_process';

/** Runs a command, writes `input` to it and answers what it printed. Throws with its messages when it is missing or fails. */
export async function run(command: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const printed = { out: '', err: '' };
  child.stdout.on('data', (part) => {
    printed.out += part;
  });
  child.stderr.on('data', (part) => {
    printed.err += part;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const code = await new Promise((done, failed) => {
    child.once('close', done);
    child.once('error', (cause) =>
      failed(new Error(`${command} is needed and cannot be run: ${cause.message}`, { cause })),
    );
  });
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${printed.err.slice(-2000)}`);
  return printed.out;
}
