/** Times tasks against each other on a machine that does other things too, and compares gradients. */

const warmupTime = 300;
const sampleTime = 4;
const samples = 61;

/**
 * Median milliseconds and page faults of one run of each task. The tasks take turns, so that what else the machine does
 * meets all of them alike; short tasks are repeated until a sample is long enough to be measured. Fresh memory may or may
 * not have to be mapped again, as the allocator decides in each process: times compare only where the faults are alike.
 */
export function measure(tasks) {
  const repeats = tasks.map((task) => {
    const times = [];
    const start = performance.now();
    while (times.length < 8 || performance.now() - start < warmupTime) times.push(sampleOf(task, 1).time);
    return Math.max(1, Math.ceil(sampleTime / median(times)));
  });
  const taken = tasks.map(() => []);
  for (let sample = 0; sample < samples; sample++) {
    for (const [i, task] of tasks.entries()) taken[i].push(sampleOf(task, repeats[i]));
  }
  return taken.map((list) => ({
    time: median(list.map(({ time }) => time)),
    faults: median(list.map(({ faults }) => faults)),
  }));
}

/** Of one run, as the mean over `repeats` runs. */
function sampleOf(task, repeats) {
  const before = process.resourceUsage().minorPageFault;
  const start = performance.now();
  for (let i = 0; i < repeats; i++) task();
  const time = (performance.now() - start) / repeats;
  return { time, faults: (process.resourceUsage().minorPageFault - before) / repeats };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** The largest difference, as a fraction of the largest entry of the same gradient; NaN where one has no counterpart. */
export function compareGradients(expected, computed) {
  let worst = 0;
  for (const [i, gradient] of expected.entries()) {
    const wanted = listOf(gradient);
    const found = listOf(computed[i]);
    if (wanted.length !== found.length) return NaN;
    const largest = wanted.reduce((max, entry) => Math.max(max, Math.abs(entry)), Number.MIN_VALUE);
    for (let j = 0; j < wanted.length; j++) worst = Math.max(worst, Math.abs(wanted[j] - found[j]) / largest);
  }
  return worst;
}

function listOf(gradient) {
  if (gradient === undefined) return [];
  return typeof gradient === 'number' ? [gradient] : gradient;
}
