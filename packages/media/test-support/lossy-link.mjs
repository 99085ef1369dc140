// A bad network between browsers and a relay: a UDP port that passes packets on late and loses some. Arguments: host, port of the
// relay, share lost each way (0 to 1), delay each way in ms. Says its port, and on standard input's end it ends.
import { createSocket } from 'node:dgram';

const [host, port, loss, delayMs] = process.argv.slice(2);
const share = Number(loss);
let state = 7;

/** Numbers that look random and are the same in every run (mulberry32). */
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let value = Math.imul(state ^ (state >>> 15), state | 1);
  value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
  return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
}

/** DTLS and STUN have timers of seconds; a link is bad for pictures and what is said of them (RFC 7983: 128 to 191). */
const isMedia = (packet) => packet[0] >= 128 && packet[0] <= 191;

function pass(packet, send) {
  if (isMedia(packet) && random() < share) return;
  setTimeout(send, Number(delayMs));
}

const browsers = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024, sendBufferSize: 4 * 1024 * 1024 });
/** One socket towards the relay for each browser, by the browser's address. */
const links = new Map();

browsers.on('message', (packet, from) => {
  const link = linkOf(from);
  pass(packet, () => link.send(packet, Number(port), host));
});
browsers.bind(0, host, () => console.log(browsers.address().port));

function linkOf(from) {
  const key = `${from.address}:${from.port}`;
  const known = links.get(key);
  if (known) return known;
  const link = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024, sendBufferSize: 4 * 1024 * 1024 });
  link.on('message', (packet) => pass(packet, () => browsers.send(packet, from.port, from.address)));
  links.set(key, link);
  return link;
}

process.stdin.on('end', () => process.exit(0)).resume();
