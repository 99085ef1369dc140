// A camera whose pictures show their number: a row of squares, black or white, the lowest bit first. Arguments: host, port. Asked
// for its sends, it answers [number, time in ms since 1970] of each picture that left.
import { encode, sendPictures } from '../support/camera-stream.mjs';
import { BITS, SQUARE_PX } from './page.mjs';

const RATE_HZ = 30;
const SECONDS = 10;
const [host, port] = process.argv.slice(2);

const background = `drawbox=x=0:y=0:w=${BITS * SQUARE_PX}:h=${SQUARE_PX}:color=black:t=fill`;
const squares = Array.from(
  { length: BITS },
  (_, bit) =>
    `drawbox=x=${bit * SQUARE_PX}:y=0:w=${SQUARE_PX}:h=${SQUARE_PX}:color=white:t=fill:enable='mod(floor(n/${2 ** bit})\\,2)'`,
);
const filter = [
  `testsrc2=size=1280x720:rate=${RATE_HZ}:duration=${SECONDS}`,
  'noise=alls=8:allf=t',
  background,
  ...squares,
];
const pictures = encode(['-f', 'lavfi', '-i', filter.join(',')], { rate_hz: RATE_HZ, kbps: 2500 });

const sends = [];
const note = (_packets, count) => sends.push([count % pictures.length, performance.timeOrigin + performance.now()]);
sendPictures(pictures, { host, port: Number(port), rate_hz: RATE_HZ, beforeSend: note });
process.send('sending');
process.on('message', () => process.send(sends));
process.on('disconnect', () => process.exit(0));
