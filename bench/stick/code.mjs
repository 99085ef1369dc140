// Which stick frame a datagram stands for: its number, written into two axes as MAVLink sends them, in thousandths.
const STEPS = 1000;

/** Axes of frame `number`, 0 to 999,999. */
export const axesOf = (number) => ({
  forward: (number % STEPS) / STEPS,
  right: Math.floor(number / STEPS) / STEPS,
  up: 0,
  turn: 0,
});

export const numberOf = ({ x, y }) => y * STEPS + x;
