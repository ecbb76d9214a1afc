// A network between a client and a server: `link.mjs <host:port of the server> <milliseconds each way>`.
// Says the address it listens at. Every byte arrives that much later, in order; nothing else changes.
import { connect, createServer } from 'node:net';

const [server = '', delay = '0'] = process.argv.slice(2);
const [host, port] = server.split(':');

function carry(from, to) {
  from.on('data', (bytes) => setTimeout(() => to.write(bytes), Number(delay)));
  from.on('end', () => setTimeout(() => to.end(), Number(delay)));
  from.on('error', () => to.destroy());
}

const link = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
  const upstream = connect({ host, port: Number(port), noDelay: true, allowHalfOpen: true });
  carry(client, upstream);
  carry(upstream, client);
});
link.listen(0, '127.0.0.1', () => console.log(`127.0.0.1:${link.address().port}`));
