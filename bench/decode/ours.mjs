const REPEATS = 8;

/** Scanner and decoder of @outrider/protocol; every message is decoded with all its fields. */
export async function ours(stream, { reuse }) {
  const { FrameScanner, blank, decodeAny, layoutOf } = await import('../../packages/protocol/dist/mavlink/index.js');
  const reused = [];
  for (const id of stream.ids) reused[id] = reuse ? blank(layoutOf(id).name) : undefined;
  return () => {
    let messages = 0;
    const scanner = new FrameScanner((frame) => {
      decodeAny(frame, reused[frame.id]);
      messages++;
    }, 'datagram');
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      for (const datagram of stream.datagrams) scanner.feed(datagram);
    }
    if (messages !== stream.messages * REPEATS) throw new Error(`decoded ${messages} of ${stream.messages * REPEATS}`);
    return { messages };
  };
}
