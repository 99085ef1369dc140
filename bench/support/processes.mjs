// The processes of a benchmark: what they say, and what they use of the processor.
import { readFileSync, readdirSync } from 'node:fs';

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
  const [user, system] = statOf(pid).slice(11);
  return (Number(user) + Number(system)) / TICKS_PER_S;
}

/** The same of a process with its children, those that have ended included. */
export function cpuSecondsWithChildren(pid) {
  const [endedUser, endedSystem] = statOf(pid).slice(13);
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  const running = children.reduce((sum, child) => sum + cpuSeconds(child), 0);
  return cpuSeconds(pid) + running + (Number(endedUser) + Number(endedSystem)) / TICKS_PER_S;
}

/** The fields of /proc/PID/stat behind the name: state, parent and so on. */
const statOf = (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');

/** Null when it has ended. */
export function parentOf(pid) {
  try {
    return Number(statOf(pid)[1]);
  } catch {
    return null;
  }
}

export const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
