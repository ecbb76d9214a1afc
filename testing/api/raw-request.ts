import { connect } from 'node:net';

/** Writes bytes that no client would write and reads until the server closes or `idleMs` pass in silence. */
export function rawRequest(address: string, text: string | Buffer, idleMs = 500): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.setTimeout(idleMs, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}
