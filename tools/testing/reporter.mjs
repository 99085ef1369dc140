/**
 * Closes a test run: says every skipped test with its reason, then one plain line of counts. With OUTRIDER_TEST_STRICT_SKIPS=1 (CI) a skip
 * for any reason but `shared-data-absent` fails the run, since CI installs everything else.
 */
const ALLOWED = 'shared-data-absent';

function skippedReason(test) {
  const result = test.result();
  return result.state === 'skipped' ? (result.note ?? 'no reason given') : null;
}

export default class ClosingReporter {
  onTestRunEnd(modules, errors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const states = { passed: 0, failed: 0, skipped: 0 };
    const wrong = [];
    for (const test of tests) {
      states[test.result().state] = (states[test.result().state] ?? 0) + 1;
      const reason = skippedReason(test);
      if (reason === null) continue;
      console.log(`skipped: ${test.module.relativeModuleId} > ${test.fullName}: ${reason}`);
      if (!reason.includes(ALLOWED)) wrong.push(test.fullName);
    }
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests()].length === 0,
    ).length;
    if (process.env.OUTRIDER_TEST_STRICT_SKIPS === '1' && wrong.length > 0) {
      console.log(`${wrong.length} tests were skipped for want of something that this machine should have.`);
      process.exitCode = 1;
    }
    console.log(
      `\n${states.passed} passed, ${states.failed + broken + errors.length} failed, ${states.skipped} skipped`,
    );
  }
}
