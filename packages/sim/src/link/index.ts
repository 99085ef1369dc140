export { FaultyChannel, PERFECT_LINK } from './channel.js';
export { tcpTransport, udpTransport } from './transport.js';
export type { Address, Transport } from './transport.js';
