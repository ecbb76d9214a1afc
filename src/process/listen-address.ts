import { once } from 'node:events';
import { createServer } from 'node:net';
import { AppError } from '../model/index.ts';

/** Where a server listens, and which variable says so. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  readonly variable: string;
}

/** Fails when the address cannot be listened on, before anything is created. @throws AppError `conflict` */
export async function refuseTakenAddress(address: ListenAddress): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen({ host: address.host, port: address.port }), 'listening');
  } catch (cause) {
    throw listenFailure(cause as NodeJS.ErrnoException, address);
  }
  probe.close();
  await once(probe, 'close');
}

/** What an operator can do about an address that cannot be listened on: an AppError `conflict`. */
export function listenFailure(cause: NodeJS.ErrnoException, { host, port, variable }: ListenAddress): AppError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `is taken by another process; stop that one, or set ${variable} to another port`,
    EACCES: `may not be listened on by this user; set ${variable} to a port above 1023`,
    EADDRNOTAVAIL: `is not an address of this machine; correct ${variable}`,
    ENOTFOUND: `names a host that does not exist; correct ${variable}`,
  };
  const address = `${host}:${port}`;
  const reason = reasons[cause.code ?? ''] ?? `cannot be listened on: ${cause.message}`;
  return new AppError('conflict', `${address} ${reason}`, { cause, subject: address });
}
