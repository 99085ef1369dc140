import type { LinkSettings } from '@outrider/runtime';
import type { Link, LinkHandlers } from './link.js';
import { TcpClientLink } from './tcp-client.js';
import { TcpServerLink } from './tcp-server.js';
import { UdpLink } from './udp.js';
import type { LinkContext } from './udp.js';

export type { Link, LinkHandlers, LinkPeer } from './link.js';
export type { LinkContext } from './udp.js';
export { readKernelDrops } from './kernel-drops.js';

/** The link that the settings describe, not started yet. */
export function createLink(settings: LinkSettings, handlers: LinkHandlers, context: LinkContext): Link {
  switch (settings.kind) {
    case 'udp-in':
    case 'udp-out':
      return new UdpLink(settings, handlers, context);
    case 'tcp-client':
      return new TcpClientLink(settings, handlers, context);
    case 'tcp-server':
      return new TcpServerLink(settings, handlers, context);
  }
}
