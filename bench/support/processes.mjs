// The processes of a benchmark: what they say, and what they use of the processor.
import { readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second. */
const TICKS_PER_S = 100;

/** The next message of a forked process; an error when it ends without one. */
export function message(child) {
  return new Promise((resolve, reject) => {
    const ended = (code) => reject(new Error(`a process of the benchmark ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (value) => {
      child.off('exit', ended);
      resolve(value);
    });
  });
}

export function ask(child, what) {
  const answer = message(child);
  child.send(what);
  return answer;
}

/** Seconds of processor time that a process has used, in user and in system. */
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
}

export const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
