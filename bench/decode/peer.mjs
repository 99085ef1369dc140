import { once } from 'node:events';

/** node-mavlink as its readme shows it: splitter, parser, then the message's class. */
export async function nodeMavlink(stream) {
  const library = (await import('node-mavlink')).default;
  const { minimal, standard, common, ardupilotmega } = library;
  const registry = { ...minimal.REGISTRY, ...standard.REGISTRY, ...common.REGISTRY, ...ardupilotmega.REGISTRY };
  return async () => {
    let messages = 0;
    const splitter = new library.MavLinkPacketSplitter();
    const parser = splitter.pipe(new library.MavLinkPacketParser());
    parser.on('data', (packet) => {
      packet.protocol.data(packet.payload, registry[packet.header.msgid]);
      messages++;
    });
    for (const datagram of stream.datagrams) {
      if (!splitter.write(Buffer.from(datagram))) await once(splitter, 'drain');
    }
    splitter.end();
    await once(parser, 'end');
    if (messages !== stream.messages) throw new Error(`node-mavlink decoded ${messages} of ${stream.messages}`);
    return { messages };
  };
}
