import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';

const TRIES = 30;

/** Two UDP ports, an even one for RTP and the next for RTCP (RFC 3550 section 11), on one local address. */
export class UdpPair {
  readonly port: number;
  readonly #rtp: Socket;
  readonly #rtcp: Socket;

  private constructor(rtp: Socket, rtcp: Socket) {
    this.#rtp = rtp;
    this.#rtcp = rtcp;
    this.port = rtp.address().port;
  }

  /** Throws when no pair is free. */
  static async open(address: string, receiveBufferBytes: number): Promise<UdpPair> {
    const open = async (port: number): Promise<Socket> => {
      const socket = createSocket({
        type: address.includes(':') ? 'udp6' : 'udp4',
        recvBufferSize: receiveBufferBytes,
      });
      socket.bind(port, address);
      try {
        await once(socket, 'listening');
        return socket;
      } catch (error) {
        socket.close();
        throw error;
      }
    };
    for (let tries = 0; tries < TRIES; tries++) {
      const rtp = await open(0);
      const { port } = rtp.address();
      const rtcp = port % 2 === 0 ? await open(port + 1).catch(() => null) : null;
      if (rtcp) return new UdpPair(rtp, rtcp);
      rtp.close();
    }
    throw new Error('no two neighbouring UDP ports are free');
  }

  /** Takes what comes from one address; packets of others are none of the camera's. */
  receive(from: string, rtp: (packet: Uint8Array) => void, rtcp: (packet: Uint8Array) => void): void {
    const filtered = (take: (packet: Uint8Array) => void) => (packet: Buffer, sender: { address: string }) => {
      if (sender.address === from) take(packet);
    };
    this.#rtp.on('message', filtered(rtp)).on('error', () => {});
    this.#rtcp.on('message', filtered(rtcp)).on('error', () => {});
  }

  sendRtp(packet: Uint8Array, address: string, port: number): void {
    this.#rtp.send(packet, port, address);
  }
  sendRtcp(packet: Uint8Array, address: string, port: number): void {
    this.#rtcp.send(packet, port, address);
  }

  close(): void {
    this.#rtp.close();
    this.#rtcp.close();
  }
}
