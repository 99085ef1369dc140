// One implementation in a process of its own: runs a round for each message of the parent and answers its rate.
import { per_second } from './measure.mjs';
import { officialParser } from './official.mjs';
import { ours } from './ours.mjs';
import { nodeMavlink } from './peer.mjs';
import { realisticStream } from './stream.mjs';

const CONTESTANTS = {
  reused: (stream) => ours(stream, { reuse: true }),
  fresh: (stream) => ours(stream, { reuse: false }),
  node_mavlink: nodeMavlink,
  official_c: officialParser,
};

const stream = await realisticStream();
const contestant = await CONTESTANTS[process.argv[2]](stream);
process.on('message', async () => {
  const per_s = await per_second(contestant);
  process.send({ per_s, stream: { messages: stream.messages, bytes: stream.bytes } });
});
